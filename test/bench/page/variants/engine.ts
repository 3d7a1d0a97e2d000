import { createEngine } from '../../../../src/core/engine.js'
import { relay } from '../../../../src/protocols/relay/index.js'
import { createBrowserEnvironment } from '../../../../src/react/browserEnvironment.js'
import { toText, type Status } from '../../stream.mjs'
import type { Addresses } from '../variant.js'

/** onwire without React and without a cache: decode, merge, flush. */
export function start(requestIds: readonly string[], addresses: Addresses) {
  const engine = createEngine({
    protocol: relay(addresses),
    environment: createBrowserEnvironment(),
    graceMs: 3_000,
    pollingIntervalMs: 3_000,
    onDiagnostic() {},
  })
  const statuses = new Map<string, Status>()
  engine.onChanges((changes) => {
    for (const { data, key } of changes) statuses.set(key, { status: data.status, updatedAt: data.updatedAt ?? 0 })
  })
  for (const requestId of requestIds) {
    const topic = { kind: 'status', requestId } as const
    engine.watch(topic, { refetch: () => engine.snapshot(topic) })
  }
  return (requestId: string) => {
    const status = statuses.get(requestId)
    return status ? toText(status) : ''
  }
}

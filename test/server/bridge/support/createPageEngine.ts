import { onTestFinished } from 'vitest'
import { createEngine } from '../../../../src/core/engine/engine.js'
import type { Environment } from '../../../../src/core/contract/environment.js'
import type { Protocol } from '../../../../src/core/contract/protocol.js'
import type { Topic } from '../../../../src/core/contract/topic.js'

/** The engine of a page, as `createOnwire` makes it. */
export function createPageEngine<T extends Topic, Data>(protocol: Protocol<T, Data>, environment: Environment) {
  const engine = createEngine<T, Data>({
    protocol,
    environment,
    graceMs: 3_000,
    pollingIntervalMs: 3_000,
    onDiagnostic() {},
    batch: (write) => write(),
  })
  onTestFinished(() => engine.close())
  return engine
}

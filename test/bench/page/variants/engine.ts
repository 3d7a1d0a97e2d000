import { createOnwire } from 'onwire'
import { relay } from 'onwire/relay'
import { getEngine } from '../../../../src/react/client/getEngine.js'
import { toText } from '../../stream.mjs'
import type { Addresses } from '../variant.js'

/** onwire without React and without a cache: decode, merge, flush. */
export function start(requestIds: readonly string[], addresses: Addresses) {
  const protocol = relay(addresses)
  const engine = getEngine(createOnwire({ protocols: [protocol] }), protocol)
  const toTopic = (requestId: string) => ({ kind: 'status', requestId }) as const
  for (const topic of requestIds.map(toTopic))
    engine.topic(topic).watch({ refetch: () => engine.topic(topic).snapshot() })
  return (requestId: string) => {
    const { status = '', updatedAt = 0 } = engine.topic(toTopic(requestId)).getData() ?? {}
    return toText({ status, updatedAt })
  }
}

import type { Protocol } from '../../../core/contract/protocol.js'
import { createRequestPace, type RequestPace } from '../../../core/topic/requestPace.js'
import { createUpstream, type Upstream, type UpstreamOptions } from './upstream.js'

/** Makes the services of a bridge, by the ids of their protocols. Those with one quota share one pace of requests. */
export function createUpstreams(
  protocols: ReadonlyMap<string, Protocol>,
  common: Omit<UpstreamOptions, 'pace' | 'protocol'>,
): ReadonlyMap<string, Upstream> {
  const paces = new Map<string, RequestPace>()

  function getPace(protocol: Protocol): RequestPace {
    const { id, name } = protocol
    const quota = protocol.quota?.()
    const group = JSON.stringify(quota === undefined ? [id] : [name, quota])
    const pace = paces.get(group) ?? createRequestPace(protocol)
    paces.set(group, pace)
    return pace
  }

  return new Map(
    [...protocols].map(([id, protocol]) => [id, createUpstream({ ...common, protocol, pace: getPace(protocol) })]),
  )
}

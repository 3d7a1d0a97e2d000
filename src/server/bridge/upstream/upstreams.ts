import type { Protocol } from '../../../core/contract/protocol.js'
import { createUpstream, type Upstream, type UpstreamOptions } from './upstream.js'

/** Makes the services of a bridge, by the ids of their protocols. */
export function createUpstreams(
  protocols: ReadonlyMap<string, Protocol>,
  common: Omit<UpstreamOptions, 'protocol'>,
): ReadonlyMap<string, Upstream> {
  return new Map([...protocols].map(([id, protocol]) => [id, createUpstream({ ...common, protocol })]))
}

import type { Callers } from '../callers.js'
import type { BridgeMeter } from '../metrics/bridgeMeter.js'
import type { BridgeMetrics } from '../metrics/bridgeMetrics.js'
import type { Interests } from '../readers/interests.js'
import type { Readers } from '../readers/readers.js'
import type { Outbox } from '../upstream/outbox.js'
import type { Upstream } from '../upstream/upstream.js'

export interface MetricsSources {
  readonly callers: Pick<Callers, 'getCount'>
  readonly interests: Pick<Interests, 'getCounts'>
  readonly meter: Pick<BridgeMeter, 'get'>
  readonly outbox: Pick<Outbox, 'getQueued'>
  readonly readers: Pick<Readers, 'getMetrics' | 'isDegraded'>
  readonly upstreams: ReadonlyMap<string, Pick<Upstream, 'getMetrics'>>
}

/** Collects the figures of one moment from whoever keeps them. */
export function collectMetrics(sources: MetricsSources): BridgeMetrics {
  const { callers, interests, meter, outbox, readers, upstreams } = sources
  const { publishMs, ...counts } = meter.get()
  return {
    ...readers.getMetrics(),
    callers: callers.getCount(),
    ...interests.getCounts(),
    ...counts,
    bus: { isUp: !readers.isDegraded(), ...outbox.getQueued(), publishMs },
    services: Object.fromEntries([...upstreams].map(([id, upstream]) => [id, upstream.getMetrics()])),
  }
}

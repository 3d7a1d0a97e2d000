import type { Attributes, BatchObservableResult, Meter, Observable } from '@opentelemetry/api'
import type { Bridge, BridgeHistogram, BridgeMetrics } from 'onwire/server'

type Observe = (value: number, attributes?: Attributes) => void
type Read = (metrics: BridgeMetrics, observe: Observe) => void

const each = <Of>(table: Readonly<Record<string, Of>>, name: string, observe: Observe, pick: (of: Of) => number) => {
  for (const [label, of] of Object.entries(table)) observe(pick(of), { [name]: label })
}

/** OpenTelemetry has no histogram that is read: buckets are counters with a bound, as Prometheus has them. */
function observeBuckets({ buckets, count }: BridgeHistogram, observe: Observe, attributes: Attributes = {}) {
  for (const bucket of buckets) observe(bucket.count, { ...attributes, le: bucket.upTo / 1000 })
  observe(count, { ...attributes, le: 'inf' })
}

const gauges: Readonly<Record<string, Read>> = {
  'onwire.readers': ({ readers }, observe) => observe(readers),
  'onwire.callers': ({ callers }, observe) => observe(callers),
  'onwire.topics': ({ topics }, observe) => observe(topics),
  'onwire.reader.queue.size': ({ queuedBytes }, observe) => observe(queuedBytes),
  'onwire.reader.queue.age': ({ oldestQueuedMs }, observe) => observe(oldestQueuedMs / 1000),
  'onwire.bus.up': ({ bus }, observe) => observe(bus.isUp ? 1 : 0),
  'onwire.bus.queue.age': ({ bus }, observe) => observe(bus.oldestQueuedMs / 1000),
  'onwire.service.up': ({ services }, observe) =>
    each(services, 'service', observe, ({ status }) => (status === 'connected' ? 1 : 0)),
  'onwire.service.lease': ({ services }, observe) =>
    each(services, 'service', observe, ({ isHeld }) => (isHeld ? 1 : 0)),
  'onwire.service.queue.age': ({ services }, observe) =>
    each(services, 'service', observe, ({ oldestQueuedMs }) => oldestQueuedMs / 1000),
}

const counters: Readonly<Record<string, Read>> = {
  'onwire.frames': ({ frames }, observe) => observe(frames),
  'onwire.answers': ({ answers }, observe) => {
    for (const { count, route, status } of answers) observe(count, { route, status })
  },
  'onwire.refused_topics': ({ refusedTopics }, observe) => each(refusedTopics, 'code', observe, (count) => count),
  'onwire.diagnostics': ({ diagnostics }, observe) => each(diagnostics, 'code', observe, (count) => count),
  'onwire.service.requests': ({ services }, observe) => each(services, 'service', observe, ({ requests }) => requests),
  'onwire.service.failures': ({ services }, observe) => each(services, 'service', observe, ({ failures }) => failures),
  'onwire.service.rate_limits': ({ services }, observe) =>
    each(services, 'service', observe, ({ rateLimits }) => rateLimits),
  'onwire.lag': ({ services }, observe) => {
    for (const [service, { lagMs }] of Object.entries(services)) observeBuckets(lagMs, observe, { service })
  },
}

/**
 * Has OpenTelemetry read a bridge's figures whenever its SDK collects:
 * `observeBridge(metrics.getMeter('onwire'), bridge)`. Returns a function that ends it.
 */
export function observeBridge(meter: Meter, bridge: Pick<Bridge, 'getMetrics'>): () => void {
  const reads = new Map<Observable, Read>()
  for (const [name, read] of Object.entries(gauges)) reads.set(meter.createObservableGauge(name), read)
  for (const [name, read] of Object.entries(counters)) reads.set(meter.createObservableCounter(name), read)
  const instruments = [...reads.keys()]

  // One moment for all of them.
  const observeAll = (result: BatchObservableResult) => {
    const figures = bridge.getMetrics()
    for (const [instrument, read] of reads)
      read(figures, (value, attributes) => result.observe(instrument, value, attributes))
  }
  meter.addBatchObservableCallback(observeAll, instruments)
  return () => meter.removeBatchObservableCallback(observeAll, instruments)
}

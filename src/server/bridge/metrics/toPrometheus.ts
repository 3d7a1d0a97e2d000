import type { BridgeHistogram, BridgeMetrics, BridgeServiceMetrics } from './bridgeMetrics.js'

type Labels = Readonly<Record<string, string | number>>
type Sample = readonly [labels: Labels, value: number]

/** The statuses of a connection: of each service one is 1, and the others are 0. */
const statuses = ['idle', 'connecting', 'connected', 'reconnecting', 'disconnected'] as const

/** The type of content of Prometheus's text format, as its page says it. */
export const prometheusType = 'text/plain; version=0.0.4; charset=utf-8'

/**
 * Writes the figures in Prometheus's text format: https://prometheus.io/docs/instrumenting/exposition_formats/.
 * Times are in seconds, as its page on naming has them. Counters end with `_total`.
 */
export function toPrometheus(metrics: BridgeMetrics): string {
  const { answers, bus, services } = metrics
  const all = Object.entries(services)
  const ofServices = (pick: (service: BridgeServiceMetrics) => number): readonly Sample[] =>
    all.map(([service, figures]) => [{ service }, pick(figures)])
  const byCode = (counts: Readonly<Record<string, number>>): readonly Sample[] =>
    Object.entries(counts).map(([code, count]) => [{ code }, count])
  return [
    gauge('readers', 'Open event streams.', one(metrics.readers)),
    gauge('callers', 'Known callers with event streams.', one(metrics.callers)),
    gauge('topics', 'Topics that readers of this instance want.', one(metrics.topics)),
    gauge('waiting_topics', 'Unknown topics that wait for their turn.', one(metrics.waitingTopics)),
    counter('frames', 'Updates sent to readers.', one(metrics.frames)),
    gauge('reader_queue_bytes', 'Bytes that wait for slow readers.', one(metrics.queuedBytes)),
    gauge('reader_queue_age_seconds', 'Age of the oldest of them.', one(metrics.oldestQueuedMs / 1000)),
    counter(
      'answers',
      'Answered HTTP requests.',
      answers.map(({ count, route, status }) => [{ route, status }, count]),
    ),
    counter('refused_topics', 'Topics that readers were refused.', byCode(metrics.refusedTopics)),
    counter('diagnostics', 'Diagnostics of the bridge.', byCode(metrics.diagnostics)),
    gauge('bus_up', '1 while the bus is there.', one(bus.isUp ? 1 : 0)),
    gauge('bus_queue', 'Updates that wait until the bus takes them.', one(bus.queued)),
    gauge('bus_queue_age_seconds', 'Age of the oldest of them.', one(bus.oldestQueuedMs / 1000)),
    histogram('bus_publish_seconds', 'Time that the bus takes for an update.', [[{}, bus.publishMs]]),
    gauge(
      'service_connection',
      'The connection to a service: 1 for its status.',
      all.flatMap(([service, figures]) =>
        statuses.map((status): Sample => [{ service, status }, figures.status === status ? 1 : 0]),
      ),
    ),
    gauge(
      'service_lease',
      '1 where this instance speaks to the service.',
      ofServices(({ isHeld }) => (isHeld ? 1 : 0)),
    ),
    gauge(
      'service_topics',
      'Topics that readers of all instances want.',
      ofServices(({ topics }) => topics),
    ),
    gauge(
      'service_queue',
      'Topics that wait to be asked for.',
      ofServices(({ queued }) => queued),
    ),
    gauge(
      'service_queue_age_seconds',
      'Age of the oldest of them.',
      ofServices(({ oldestQueuedMs }) => oldestQueuedMs / 1000),
    ),
    counter(
      'service_requests',
      'Requests to a service.',
      ofServices(({ requests }) => requests),
    ),
    counter(
      'service_failures',
      'Requests to a service that failed.',
      ofServices(({ failures }) => failures),
    ),
    counter(
      'service_rate_limits',
      'Answers that asked for a pause.',
      ofServices(({ rateLimits }) => rateLimits),
    ),
    counter(
      'service_entries',
      'Updates that came over the bus.',
      ofServices(({ entries }) => entries),
    ),
    histogram(
      'lag_seconds',
      "Time from a change by the service's clock to its frame.",
      all.map(([service, { lagMs }]) => [{ service }, lagMs]),
    ),
  ].join('')
}

function one(value: number): readonly Sample[] {
  return [[{}, value]]
}

function gauge(name: string, help: string, samples: readonly Sample[]): string {
  return toFamily('gauge', `onwire_${name}`, help, [['', samples]])
}

function counter(name: string, help: string, samples: readonly Sample[]): string {
  return toFamily('counter', `onwire_${name}_total`, help, [['', samples]])
}

function histogram(
  name: string,
  help: string,
  all: readonly (readonly [labels: Labels, figures: BridgeHistogram])[],
): string {
  const groups = all.map(([labels, { buckets, count, sum }]): readonly [string, readonly Sample[]][] => [
    [
      '_bucket',
      [
        ...buckets.map((bucket): Sample => [{ ...labels, le: bucket.upTo / 1000 }, bucket.count]),
        [{ ...labels, le: '+Inf' }, count],
      ],
    ],
    ['_sum', [[labels, sum / 1000]]],
    ['_count', [[labels, count]]],
  ])
  return toFamily('histogram', `onwire_${name}`, help, groups.flat())
}

function toFamily(
  type: 'counter' | 'gauge' | 'histogram',
  name: string,
  help: string,
  groups: readonly (readonly [suffix: string, samples: readonly Sample[]])[],
): string {
  const lines = groups.flatMap(([suffix, samples]) =>
    samples.map(([labels, value]) => `${name}${suffix}${toLabels(labels)} ${value}\n`),
  )
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`
}

function toLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(`${value}`)}"`)
  return pairs.length > 0 ? `{${pairs.join(',')}}` : ''
}

/** Ids of protocols are the app's, and may hold anything. */
function escapeLabel(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}

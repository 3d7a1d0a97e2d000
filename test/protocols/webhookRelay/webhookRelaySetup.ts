import { createEngine } from '../../../src/core/engine/engine.js'
import type { Diagnostic } from '../../../src/core/contract/diagnostics.js'
import type { FeedData } from '../../../src/core/contract/feed.js'
import {
  type Webhook,
  webhookRelay,
  type WebhookRelayDirectOptions,
  type WebhooksTopic,
} from '../../../src/protocols/webhookRelay/index.js'
import { createWebhookRelaySimulator, type WebhookRelaySimulatorOptions } from '../../../src/exports/testing.js'
import { createTestEnvironment } from '../../support/environment.js'

export const unixStartMs = 1_765_989_800_000

/** The engine against the simulated service, by hand: one clock for both, the machine's wall clock `skewMs` ahead of the service's. */
export function createSetup(
  options: {
    readonly simulator?: WebhookRelaySimulatorOptions
    readonly protocol?: Partial<WebhookRelayDirectOptions>
    readonly skewMs?: number
    readonly random?: () => number
  } = {},
) {
  const { clock, environment, page, timers } = createTestEnvironment(
    options.random === undefined ? {} : { random: options.random },
  )
  const simulator = createWebhookRelaySimulator({ clock, epochMs: unixStartMs, latencyMs: 10, ...options.simulator })
  const diagnostics: Diagnostic[] = []
  let asked = 0
  const protocol = webhookRelay({
    credentials: () => {
      asked += 1
      return Promise.resolve({ key: 'hushhush-key', secret: 'hushhush-secret' })
    },
    now: () => Math.floor(unixStartMs + clock.now() + (options.skewMs ?? 0)),
    WebSocket: simulator.WebSocket,
    fetch: simulator.fetch,
    url: simulator.url,
    apiUrl: simulator.apiUrl,
    ...options.protocol,
  })
  const engine = createEngine<WebhooksTopic, FeedData<Webhook>>({
    protocol,
    environment,
    graceMs: 3_000,
    pollingIntervalMs: 3_000,
    onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
    batch: (write) => write(),
  })
  const toTopic = (buckets?: readonly string[]): WebhooksTopic => ({ kind: 'webhooks', ...(buckets && { buckets }) })
  return {
    clock,
    diagnostics,
    engine,
    page,
    protocol,
    simulator,
    timers,
    askedCredentials: () => asked,
    wait: (ms: number) => clock.advanceAsync(ms),
    watch(buckets?: readonly string[], limit?: number) {
      const topic = toTopic(buckets)
      return engine
        .topic(topic)
        .watch({ refetch: () => engine.topic(topic).snapshot(), ...(limit !== undefined && { limit }) })
    },
    data: (buckets?: readonly string[]) => engine.topic(toTopic(buckets)).getData(),
    bodies: (buckets?: readonly string[]) =>
      engine
        .topic(toTopic(buckets))
        .getData()
        ?.items.map(({ body }) => body) ?? [],
    toTopic,
    /** The client's frames, oldest first. */
    sent: () =>
      simulator.log
        .entries()
        .flatMap((entry) => (entry.type === 'frame' && entry.direction === 'in' ? [entry.frame] : [])),
  }
}

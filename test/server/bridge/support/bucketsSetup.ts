import { bridge } from 'onwire/bridge'
import { createBridge, webhookRelay, type Bridge, type BridgeDiagnostic, type CreateBridgeOptions } from 'onwire/server'
import { createWebhookRelaySimulator } from 'onwire/testing'
import { onTestFinished } from 'vitest'
import * as pages from '../../../../src/protocols/webhookRelay/index.js'
import { createTestEnvironment } from '../../../support/environment.js'
import { base, settle } from './bridgeSetup.js'
import { createPageEngine } from './createPageEngine.js'

export const key = 'key-of-the-account'
export const secret = 'hushhush-of-the-account'

/**
 * Bridges in front of a simulated Webhook Relay, and pages behind them, on one clock that is moved by hand. They end with the test, or
 * when `onEnd`'s callbacks are called: what a test of many stories keeps of each slows all that come after.
 */
export function createBucketsSetup(
  own: pages.ConcealOptions = {},
  onEnd: (end: () => Promise<void> | void) => void = onTestFinished,
) {
  const { clock, environment } = createTestEnvironment()
  const simulator = createWebhookRelaySimulator({ clock, epochMs: 1e12, latencyMs: 10 })
  const { apiUrl, fetch, url, WebSocket } = simulator
  const diagnostics: BridgeDiagnostic[] = []

  const start = (options: Partial<CreateBridgeOptions> = {}) => {
    const credentials = () => Promise.resolve({ key, secret })
    const now = () => Math.floor(1e12 + clock.now())
    const server = createBridge({
      protocols: [webhookRelay({ credentials, now, apiUrl, fetch, url, WebSocket, ...own })],
      authorize: { 'webhook-relay': () => true },
      environment,
      onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
      ...options,
    })
    onEnd(() => server.close())
    return server
  }

  /** A page, which reaches whichever server is there. */
  function open(getServer: () => Bridge | undefined, headers: Readonly<Record<string, string>> = {}) {
    const via = bridge(base, {
      headers,
      async fetch(input, init) {
        const server = getServer()
        if (!server) throw new TypeError('fetch failed')
        return server.fetch(new Request(input, init))
      },
    })
    const engine = createPageEngine(pages.webhookRelay({ via }), environment, onEnd)
    return {
      engine,
      follow(buckets?: readonly string[]) {
        const topic: pages.WebhooksTopic = { kind: 'webhooks', ...(buckets && { buckets }) }
        engine.topic(topic).watch({
          refetch: () =>
            engine
              .topic(topic)
              .snapshot()
              .catch(() => {}),
          limit: 1_000,
        })
        const items = () => engine.topic(topic).getData()?.items ?? []
        return { topic, items, bodies: () => items().map(({ body }) => body) }
      },
    }
  }

  async function advance(ms: number) {
    for (let left = ms; left > 0; left -= 250) {
      await clock.advanceAsync(Math.min(left, 250))
      await settle()
    }
  }

  return { advance, clock, diagnostics, open, simulator, start }
}

export const toBuckets = (...buckets: readonly string[]) => ({
  protocol: 'webhook-relay',
  topic: { kind: 'webhooks', ...(buckets.length > 0 && { buckets }) },
})

// @ts-check
import { apiKey } from '../webhook.mjs'
import { QuietRelay } from './quietRelay.mjs'

/** @typedef {{ events: number, entriesPerTopic: number, topics: number, lingerMs: number }} SoakLimits */

/**
 * The bridge as its users run it: `createBridge` behind `toNodeHandler`, with what it does by default.
 * @param {{ bundle: string, limits?: SoakLimits }} options `bundle`: where the built entry is. `limits`: what remembers most remembers
 * less, so that it is full soon.
 */
export async function createOnwireServer({ bundle, limits }) {
  /** @type {typeof import('../../../../src/exports/server.js')} */
  const { createBridge, createMemoryWebhookStore, memoryBus, relay, toNodeHandler } = await import(bundle)
  /** @type {Record<string, number>} */
  const troubles = {}
  const note = (/** @type {{ code: string, level: string }} */ { code, level }) => {
    if (level !== 'info') troubles[code] = (troubles[code] ?? 0) + 1
  }
  const fetch = async (/** @type {unknown} */ url) =>
    Response.json(String(url).includes('/requests/v3') ? { requests: [] } : { status: 'unknown' })
  const bridge = createBridge({
    path: '/',
    protocols: [relay({ apiKey, fetch, WebSocket: QuietRelay })],
    authorize: () => true,
    webhooks: {
      relay: {
        apiKey,
        onDiagnostic: note,
        ...(limits && { store: createMemoryWebhookStore({ maxEvents: limits.events }) }),
      },
    },
    ...(limits && {
      bus: memoryBus({ entriesPerTopic: limits.entriesPerTopic, maxTopics: limits.topics }),
      lingerMs: limits.lingerMs,
    }),
    onDiagnostic: note,
  })
  const handle = toNodeHandler(bridge)
  return {
    /** @type {import('node:http').RequestListener} */
    listener: (request, response) => handle(request, response),
    getTroubles: () => troubles,
    getMetrics: bridge.getMetrics,
  }
}

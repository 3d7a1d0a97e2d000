// @ts-check
import { apiKey } from '../webhook.mjs'
import { QuietRelay } from './quietRelay.mjs'

/**
 * The bridge as its users run it: `createBridge` behind `toNodeHandler`, with what it does by default.
 * @param {{ bundle: string }} options Where the built entry is.
 */
export async function createOnwireServer({ bundle }) {
  /** @type {typeof import('../../../../src/exports/server.js')} */
  const { createBridge, relay, toNodeHandler } = await import(bundle)
  /** @type {Record<string, number>} */
  const troubles = {}
  const note = (/** @type {{ code: string, level: string }} */ { code, level }) => {
    if (level !== 'info') troubles[code] = (troubles[code] ?? 0) + 1
  }
  const fetch = async () => Response.json({ status: 'unknown' })
  const bridge = createBridge({
    path: '/',
    protocols: [relay({ apiKey, fetch, WebSocket: QuietRelay })],
    authorize: () => true,
    webhooks: { relay: { apiKey, onDiagnostic: note } },
    onDiagnostic: note,
  })
  const handle = toNodeHandler(bridge)
  return {
    /** @type {import('node:http').RequestListener} */
    listener: (request, response) => handle(request, response),
    getTroubles: () => troubles,
  }
}

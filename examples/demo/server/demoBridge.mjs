// @ts-check
import { randomBytes } from 'node:crypto'
import { WebSocket } from 'ws'
import { createArrivals } from './arrivals.mjs'

/**
 * The demo's bridge. Its page has two sides of one service: `relay`, by a socket of its own, and `relay-bridge`, by this.
 *
 * @typedef {typeof import('../../../src/exports/server.js')
 *   & typeof import('../../../src/exports/server-covalent.js')
 *   & typeof import('../../../src/exports/server-fusion.js')
 *   & typeof import('../../../src/exports/testing-bridge.js')} BridgeKit
 * @typedef {ReturnType<typeof createDemoBridge>} DemoBridge
 */

export const bridgePath = '/api/onwire'

/** A key that only this process knows: the simulators take any, and a page that showed it would be found out. */
export const drawKey = () => `demo-secret-${randomBytes(16).toString('hex')}`

/**
 * Where the simulated Relay posts its webhooks to: the demo's own address, which is known once that listens. Until then, and
 * whenever nobody answers, Relay tries again.
 *
 * @param {string} apiKey
 */
export function createWebhookTarget(apiKey) {
  let origin = ''
  return {
    apiKey,
    setOrigin: (/** @type {string} */ next) => void (origin = next),
    /** @type {import('../../../src/exports/testing.js').RelayWebhooksOptions} */
    options: {
      url: `${bridgePath}/webhooks/relay`,
      apiKey,
      fetch: (url, init) => fetch(`${origin}${url}`, init),
    },
  }
}

/**
 * @param {object} services
 * @param {BridgeKit} services.kit
 * @param {{ socketUrl: string, apiUrl: string } | undefined} services.relay Undefined for Relay's own servers, which send no webhooks here.
 * @param {{ url: string }} services.fusion
 * @param {{ socketUrl: string, apiUrl: string }} services.covalent
 * @param {{ socketUrl: string, url: string }} services.webhookRelay
 * @param {ReturnType<typeof createWebhookTarget>} services.target
 * @param {() => string} services.draw For secrets.
 * @param {import('../../../src/exports/server.js').CreateBridgeOptions['environment']} [services.environment] The process's by default.
 */
export function createDemoBridge({ covalent, draw, environment, fusion, kit, relay, target, webhookRelay }) {
  const arrivals = createArrivals()
  const credentials = { key: draw(), secret: draw() }
  const anybody = () => true
  const tapped = { WebSocket: arrivals.WebSocket, fetch: arrivals.fetch }
  const now = environment && (() => environment.clock.unixNow())
  const simulated = kit.createSimulatedBridge({
    environment,
    protocols: [
      kit.relay({
        id: 'relay-bridge',
        ...tapped,
        ...(relay && { url: relay.socketUrl, apiUrl: relay.apiUrl, apiKey: target.apiKey }),
      }),
      kit.fusion({ url: fusion.url }),
      kit.covalent({ url: covalent.socketUrl, apiUrl: covalent.apiUrl, apiKey: draw(), WebSocket }),
      kit.webhookRelay({
        credentials: async () => credentials,
        url: webhookRelay.socketUrl,
        apiUrl: webhookRelay.url,
        now,
        WebSocket,
      }),
    ],
    // Whoever reaches a demo on one's own machine may see what it plays. Of an account only buckets that are asked for by name.
    authorize: {
      'relay-bridge': anybody,
      fusion: anybody,
      'fusion:intents': anybody,
      'fusion:stats': anybody,
      covalent: anybody,
      'webhook-relay': (_request, { topic }) => 'buckets' in topic,
    },
    // The page has no key of Covalent's: a minted token's name and picture come by this.
    calls: { covalent: { paths: ['/{chain}/tokens/{contract}/nft_metadata/{id}/'], authorize: anybody } },
    ...(relay && {
      webhooks: {
        relay: {
          apiKey: target.apiKey,
          protocolId: 'relay-bridge',
          now,
          onDiagnostic: (diagnostic) => arrivals.addWebhook(diagnostic),
        },
      },
    }),
    // What is thrown here is thrown on purpose.
    onDiagnostic: () => {},
  })
  return { ...simulated, arrivals, target, handle: kit.toNodeHandler(simulated) }
}

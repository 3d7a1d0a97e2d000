// @ts-check
import { bridgePath } from './demoBridge.mjs'

/**
 * The bridge on the demo's own server, on Vite's, developing and built alike: before whatever compresses, and before anybody
 * reads a body.
 *
 * - `/api/onwire`: the bridge, as a dApp would mount it.
 * - `GET /api/bridge`: what came in to it, and its switches; `POST /api/bridge?fault=NAME` throws one. No dApp has these.
 */

/** @typedef {import('../../../src/exports/testing.js').RelayWebhooks} Webhooks */

/**
 * What can happen to webhooks on their way.
 *
 * @param {Webhooks | undefined} webhooks
 */
function createWebhookSwitches(webhooks) {
  const none = { repeated: false, held: false, lost: false }
  let state = none
  /** @type {Readonly<Record<string, () => void>>} */
  const actions = {
    repeat() {
      state = { ...state, repeated: true }
      webhooks?.repeat(3)
    },
    hold() {
      state = { ...state, held: true }
      webhooks?.hold()
    },
    release() {
      state = { ...state, held: false }
      void webhooks?.release()
    },
    lose() {
      state = { ...state, lost: true }
      webhooks?.drop(Infinity)
    },
    'restore-webhooks'() {
      state = none
      webhooks?.repeat(1)
      webhooks?.drop(0)
      void webhooks?.release()
    },
  }
  return { actions, state: () => state }
}

/**
 * @param {import('./demoBridge.mjs').DemoBridge} bridge
 * @param {Webhooks | undefined} webhooks The simulated Relay's.
 * @returns {import('vite').Plugin}
 */
export function bridgeApi({ arrivals, close, faults, handle, target }, webhooks) {
  const switches = createWebhookSwitches(webhooks)
  const getState = () => ({ bridge: faults.state(), webhooks: switches.state(), arrivals: arrivals.all() })

  /** @type {import('vite').Connect.NextHandleFunction} */
  const serveBridge = (request, response, next) => {
    // A process that has ended says nothing at all.
    if (faults.state().away) request.socket.destroy()
    else handle(request, response, next)
  }
  /** @type {import('vite').Connect.NextHandleFunction} */
  const serveControl = (request, response) => {
    const fault = new URL(request.url ?? '/', 'http://localhost').searchParams.get('fault')
    try {
      if (request.method === 'POST') {
        const act = switches.actions[fault ?? '']
        if (act) act()
        // Whatever isn't known is said by the bridge's own switches.
        else faults.apply(/** @type {any} */ (fault))
      }
    } catch (error) {
      response.statusCode = 400
      return void response.end(JSON.stringify({ message: error instanceof Error ? error.message : String(error) }))
    }
    response.setHeader('content-type', 'application/json')
    response.setHeader('cache-control', 'no-store')
    response.end(JSON.stringify(getState()))
  }

  /** @param {import('vite').ViteDevServer | import('vite').PreviewServer} server */
  const mount = ({ httpServer, middlewares }) => {
    middlewares.use(bridgePath, serveBridge)
    middlewares.use('/api/bridge', serveControl)
    httpServer?.once('listening', () => {
      const address = httpServer.address()
      if (typeof address === 'object' && address) target.setOrigin(toOrigin(address))
    })
    httpServer?.once('close', close)
  }
  return { name: 'onwire-demo-bridge', configureServer: mount, configurePreviewServer: mount }
}

/** @param {import('node:net').AddressInfo} address */
function toOrigin({ address, family, port }) {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}

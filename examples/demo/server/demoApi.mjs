// @ts-check
/**
 * What the demo's page asks of its own server, on Vite's, developing and built alike:
 *
 * - `GET /api/config`: where the services are, and whether Relay is simulated.
 * - `GET /api/socket-url?of=relay` (or `covalent`): the socket's address with a key that nobody had before. A real dApp would ask its backend like this.
 * - `GET /api/token`: such a key by itself, for Fusion's handshake.
 */

/**
 * @param {import('./toConfig.mjs').DemoConfig} config
 * @returns {import('vite').Plugin}
 */
export function demoApi(config) {
  let keys = 0
  const draw = () => `demo-key-${(keys += 1)}`
  const answer = (/** @type {URL} */ { pathname, searchParams }) => {
    if (pathname === '/api/config') return config
    if (pathname === '/api/token') return { token: draw() }
    if (pathname !== '/api/socket-url') return undefined
    if (searchParams.get('of') === 'covalent') return { url: `${config.covalent.socketUrl}?key=${draw()}` }
    return config.relay.mode === 'simulator' ? { url: `${config.relay.wsUrl}/?apiKey=${draw()}` } : undefined
  }

  /** @type {import('vite').Connect.NextHandleFunction} */
  const handle = (request, response, next) => {
    const body = answer(new URL(request.url ?? '/', 'http://localhost'))
    if (body === undefined) return next()
    response.setHeader('content-type', 'application/json')
    response.setHeader('cache-control', 'no-store')
    response.end(JSON.stringify(body))
  }
  return {
    name: 'onwire-demo-api',
    configureServer: ({ middlewares }) => void middlewares.use(handle),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(handle),
  }
}

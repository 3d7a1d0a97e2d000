// @ts-check
/**
 * What the demo's page asks of its own server, on Vite's, developing and built alike:
 *
 * - `GET /api/config`: whether there is a simulator, and where.
 * - `GET /api/socket-url`: the socket's address with a key that nobody had before. A real dApp would ask its backend like this.
 *
 * @typedef {{ mode: 'simulator', wsUrl: string, apiUrl: string } | { mode: 'live', requestId?: string }} DemoConfig
 */

/**
 * @param {DemoConfig} config
 * @returns {import('vite').Plugin}
 */
export function demoApi(config) {
  let keys = 0
  const answer = (/** @type {string | undefined} */ path) => {
    if (path === '/api/config') return config
    if (path !== '/api/socket-url' || config.mode !== 'simulator') return undefined
    keys += 1
    return { url: `${config.wsUrl}/?apiKey=demo-key-${keys}` }
  }

  /** @type {import('vite').Connect.NextHandleFunction} */
  const handle = (request, response, next) => {
    const body = answer(request.url?.split('?')[0])
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

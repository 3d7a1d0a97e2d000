import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { toNodeHandler, type WebHandler } from 'onwire/server'
import type { Site } from '../bridge/buildPage.js'

export type HttpVersion = 'http/1.1' | 'h2'

/** What a server was asked for, in numbers. */
export interface Asked {
  /** Connections that were opened. */
  connections: number
  /** The most requests of one path, by its last word, that were under way at once. */
  readonly most: Record<string, number>
}

/** Serves a page and its bridge on one origin, and counts what is asked for. */
export async function serveOver(version: HttpVersion, bridge: { readonly fetch: WebHandler }, site: Site) {
  const answer = toNodeHandler(bridge)
  const asked: Asked = { connections: 0, most: {} }
  const underWay: Record<string, number> = {}

  function count(path: string, response: { once(event: 'close', listener: () => void): unknown }) {
    const now = (underWay[path] ?? 0) + 1
    underWay[path] = now
    asked.most[path] = Math.max(asked.most[path] ?? 0, now)
    response.once('close', () => (underWay[path] = (underWay[path] ?? 1) - 1))
  }

  function serve(
    request: IncomingMessage | Http2ServerRequest,
    response: ServerResponse | Http2ServerResponse,
    own: () => void,
  ) {
    const { pathname } = new URL(request.url ?? '/', 'http://page')
    if (pathname.startsWith('/api/onwire/')) {
      count(pathname.slice('/api/onwire/'.length), response)
      own()
      return
    }
    const file = site(pathname)
    response.statusCode = file ? 200 : 404
    if (file) response.setHeader('content-type', file.type)
    response.end(file?.body ?? '')
  }

  const server =
    version === 'h2'
      ? createSecureServer({ ...makeCertificate(), allowHTTP1: true }, (request, response) =>
          serve(request, response, () => answer(request, response)),
        )
      : createServer((request, response) => serve(request, response, () => answer(request, response)))
  server.on(version === 'h2' ? 'secureConnection' : 'connection', () => (asked.connections += 1))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    asked,
    url: `${version === 'h2' ? 'https' : 'http'}://127.0.0.1:${port}`,
    close: () => void server.close(),
  }
}

/** Signed by itself: browsers speak HTTP/2 over TLS alone. */
function makeCertificate() {
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']
  const out = ['-keyout', '-', '-out', '-', '-days', '2', '-subj', '/CN=localhost']
  const both = execFileSync('openssl', ['req', '-x509', '-nodes', ...curve, ...out], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return { key: both, cert: both }
}

import { toRecord } from '../../protocols/shared/guards.js'
import { findBody } from './findBody.js'
import type { NodeRequest } from './nodeTypes.js'
import { toWebStream } from './toWebStream.js'

/** `BODY_ALREADY_READ`: its bytes are gone. `BAD_REQUEST`: the Web allows no such request, as with a malformed host. */
export type WebRequest =
  | { readonly ok: true; readonly request: Request }
  | { readonly ok: false; readonly code: 'BODY_ALREADY_READ' | 'BAD_REQUEST' }

/** True for a path that accepts JSON which was parsed and written again. */
export type AcceptsParsedBody = (pathname: string) => boolean

/** Converts Node's, Express's or Fastify's request to the Web's. */
export function toWebRequest(node: NodeRequest, signal: AbortSignal, acceptsParsedBody: AcceptsParsedBody): WebRequest {
  const body = findBody(node)
  const init: RequestInit & { duplex?: 'half' } = { signal }
  if (node.method !== undefined) init.method = node.method
  if (body.kind === 'bytes') init.body = body.bytes
  if (body.kind === 'stream') {
    init.body = toWebStream(body.stream)
    // The Web's rules demand it with every streamed body.
    init.duplex = 'half'
  }
  try {
    const headers = toHeaders(node.headers)
    const url = toUrl(node, headers.get('host'))
    if (body.kind === 'gone') {
      const text = acceptsParsedBody(url.pathname) ? toJson(body.parsed) : undefined
      if (text === undefined) return { ok: false, code: 'BODY_ALREADY_READ' }
      init.body = text
    }
    return { ok: true, request: new Request(url, { ...init, headers }) }
  } catch {
    return { ok: false, code: 'BAD_REQUEST' }
  }
}

/** Undefined where nothing is left, or JSON can't express it. */
function toJson(parsed: unknown): string | undefined {
  try {
    return JSON.stringify(parsed)
  } catch {
    return undefined
  }
}

function toHeaders(node: NodeRequest['headers']): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(node)) {
    // HTTP/2 lists its method and path among the headers, as `:method`.
    if (value === undefined || name.startsWith(':')) continue
    for (const each of [value].flat()) headers.append(name, each)
  }
  return headers
}

/** Throws where the Web allows no such address. */
export function toUrl(node: NodeRequest, host: string | null | undefined): URL {
  const { raw = node } = node
  const path = node.originalUrl ?? raw.originalUrl ?? raw.url ?? '/'
  const { protocol, socket } = toRecord(raw)
  const isSecure = [toRecord(node)['protocol'], protocol].includes('https') || toRecord(socket)['encrypted'] === true
  // A request to a proxy names the whole URL.
  if (!path.startsWith('/')) return new URL(path)
  const authority = String(node.headers[':authority'] ?? host ?? 'localhost')
  if (!authorityPattern.test(authority)) throw new Error('no host')
  return new URL(`${isSecure ? 'https' : 'http'}://${authority}${path}`)
}

/** Excludes all characters that end a host: the client would otherwise choose the path behind the server's back. */
const authorityPattern = /^[^/\\?#@]+$/

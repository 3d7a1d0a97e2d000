import { isRecord } from '../../protocols/shared/guards.js'
import { type Bytes, toBytes } from '../http/bytes.js'
import type { NodeRequest, NodeStream } from './nodeTypes.js'

/** Says where a request's bytes are. `gone`: something read them, and kept at most the parsed value. */
export type NodeBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'gone'; readonly parsed: unknown }
  | { readonly kind: 'bytes'; readonly bytes: Bytes }
  | { readonly kind: 'stream'; readonly stream: NodeStream }

export function findBody(request: NodeRequest): NodeBody {
  const raw = request.raw ?? request
  if (request.method === 'GET' || request.method === 'HEAD') return { kind: 'none' }
  for (const kept of [request.rawBody, raw.rawBody, request.body, raw.body]) {
    const bytes = toBytes(kept)
    if (bytes) return { kind: 'bytes', bytes }
  }
  if (isUnread(raw)) return { kind: 'stream', stream: raw }
  const { headers } = raw
  const isEmpty = headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0
  return isEmpty ? { kind: 'none' } : { kind: 'gone', parsed: request.body ?? raw.body }
}

function isUnread(value: unknown): value is NodeStream {
  if (!isRecord(value) || typeof value['on'] !== 'function' || typeof value['resume'] !== 'function') return false
  return !value['readableDidRead'] && !value['readableEnded'] && !value['destroyed']
}

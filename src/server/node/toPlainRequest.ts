import type { PlainRequest } from '../http/plainAnswer.js'
import type { BodyResult } from '../http/readBody.js'
import { readHeader } from '../http/readHeader.js'
import { type Bytes, join, toBytes } from '../http/bytes.js'
import { findBody } from './findBody.js'
import type { NodeRequest, NodeStream } from './nodeTypes.js'
import { toUrl } from './toWebRequest.js'

/** Reads the path of a request that the Web allows. Undefined for others. */
export function findPathname(node: NodeRequest): string | undefined {
  try {
    return toUrl(node, readHeader(node.headers, 'host')).pathname
  } catch {
    return undefined
  }
}

/** Converts a POST request of Node's, Express's or Fastify's. Undefined where its bytes are gone. */
export function toPlainRequest(
  node: NodeRequest,
  pathname: string,
  getSignal: () => AbortSignal,
): PlainRequest | undefined {
  const body = findBody(node)
  if (body.kind === 'gone') return undefined
  return {
    method: 'POST',
    pathname,
    headers: node.headers,
    get signal() {
      return getSignal()
    },
    async readBody(maxBytes) {
      if (body.kind === 'stream') return readStream(body.stream, maxBytes)
      const bytes = body.kind === 'bytes' ? body.bytes : new Uint8Array()
      return bytes.byteLength <= maxBytes ? { ok: true, bytes } : { ok: false, code: 'BODY_TOO_LARGE' }
    },
  }
}

/** Counts the bytes as they come, and reads on where there are too many: the line would be cut before the answer. */
function readStream(stream: NodeStream, maxBytes: number): Promise<BodyResult> {
  return new Promise((resolve) => {
    // It broke off while nobody listened.
    if (stream.destroyed) return resolve({ ok: false, code: 'BODY_UNREADABLE' })
    let parts: Bytes[] = []
    let size = 0
    stream.on('data', (chunk) => {
      const bytes = toBytes(chunk)
      if (!bytes) return
      size += bytes.byteLength
      if (size <= maxBytes) parts.push(bytes)
      else {
        parts = []
        resolve({ ok: false, code: 'BODY_TOO_LARGE' })
      }
    })
    stream.on('end', () => resolve({ ok: true, bytes: parts.length === 1 && parts[0] ? parts[0] : join(parts) }))
    stream.on('error', () => resolve({ ok: false, code: 'BODY_UNREADABLE' }))
    stream.on('close', () => resolve({ ok: false, code: 'BODY_UNREADABLE' }))
  })
}

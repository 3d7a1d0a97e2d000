import { type Bytes, join } from './bytes.js'

export type BodyErrorCode = 'BODY_ALREADY_READ' | 'BODY_TOO_LARGE' | 'BODY_UNREADABLE'

export type BodyResult =
  | { readonly ok: true; readonly bytes: Bytes }
  | { readonly ok: false; readonly code: BodyErrorCode }

/** Reads a request's bytes and counts them as they come: `content-length` is not believed. */
export async function readBody(request: Request, maxBytes: number): Promise<BodyResult> {
  if (request.bodyUsed || request.body?.locked) return { ok: false, code: 'BODY_ALREADY_READ' }
  if (!request.body) return { ok: true, bytes: new Uint8Array() }
  const parts: Uint8Array[] = []
  let size = 0
  try {
    const reader = request.body.getReader()
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.byteLength
      if (!(size <= maxBytes)) {
        // Not awaited: a source that doesn't let go must not hold the answer back.
        reader.cancel().catch(() => {})
        return { ok: false, code: 'BODY_TOO_LARGE' }
      }
      parts.push(part.value)
    }
  } catch {
    return { ok: false, code: 'BODY_UNREADABLE' }
  }
  return { ok: true, bytes: join(parts) }
}

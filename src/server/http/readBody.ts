import { type Bytes, join } from './bytes.js'
import { refuse, type RelayWebhookRefusal } from '../webhooks/refusals.js'

export type BodyResult = { readonly ok: true; readonly bytes: Bytes } | RelayWebhookRefusal

/** Reads a request's bytes, counting them as they come: what the request says of its length is not believed. */
export async function readBody(request: Request, maxBytes: number): Promise<BodyResult> {
  if (request.bodyUsed || request.body?.locked) return refuse('BODY_ALREADY_READ')
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
        return refuse('BODY_TOO_LARGE')
      }
      parts.push(part.value)
    }
  } catch {
    return refuse('BODY_UNREADABLE')
  }
  return { ok: true, bytes: join(parts) }
}

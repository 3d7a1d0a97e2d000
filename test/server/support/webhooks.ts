import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { parse } from 'jsonc-parser'
import { record } from '../../support/secrets/recorder.js'

export const apiKey = 'hushhush-relay-9f2b6c'

/** When the page's sample was sent. */
export const sentAt = 1_774_993_296_140

/** The page's sample, word for word, read through a JSONC reader and written as JSON. */
export function readSample(): string {
  const text = readFileSync(new URL('../../fixtures/relay-webhooks/payload.jsonc', import.meta.url), 'utf8')
  return JSON.stringify(parse(text, [], { allowTrailingComma: true }))
}

/** Signed by somebody who shares no code with us. */
export function opensslSign(message: string | Uint8Array, key = apiKey): string {
  const said = execFileSync('openssl', ['dgst', '-sha256', '-hmac', key], { input: message, encoding: 'utf8' })
  const signature = /([0-9a-f]{64})\s*$/.exec(said)?.[1]
  if (!signature) throw new Error(`openssl said: ${said}`)
  record('signatures', signature)
  return signature
}

/** The headers of a webhook with this body, sent at this time. */
export function toSignedHeaders(body: string, timestamp: number | string = sentAt, key = apiKey) {
  return {
    'content-type': 'application/json',
    'x-signature-timestamp': String(timestamp),
    'x-signature-sha256': opensslSign(`${timestamp}.${body}`, key),
  }
}

export function toWebhookRequest(body: string, headers: Record<string, string> = toSignedHeaders(body)): Request {
  return new Request('https://app.example/webhooks/relay', { method: 'POST', body, headers })
}

/** A body of its own for each status and time. */
export function toBody(status: string, updatedAt: number, requestId = `0x${'ab'.repeat(32)}`): string {
  const data = { status, inTxHashes: [], txHashes: [], updatedAt, originChainId: 8453, destinationChainId: 42161 }
  return JSON.stringify({ event: 'request.status.updated', timestamp: updatedAt + 20, data: { ...data, requestId } })
}

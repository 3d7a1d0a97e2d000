import type { SimulatedRelayStatus } from './relayStatus.js'

/** One POST's body as the vendor's page shows it. What isn't a deposit address is null. */
export interface RelayWebhookBody {
  readonly event: 'request.status.updated'
  /** In milliseconds. */
  readonly timestamp: number
  readonly data: Readonly<Record<string, unknown>>
}

export function toWebhookBody(status: SimulatedRelayStatus, timestamp: number): RelayWebhookBody {
  return { event: 'request.status.updated', timestamp, data: { depositAddress: null, ...status } }
}

/** The signature of `timestamp.body`, in hexadecimal digits, the API key being the secret. */
export async function signWebhook(apiKey: string, timestamp: string, body: string): Promise<string> {
  const encoder = new TextEncoder()
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', encoder.encode(apiKey), algorithm, false, ['sign'])
  const signature = await crypto.subtle.sign('HMAC', key, encoder.encode(`${timestamp}.${body}`))
  return Array.from(new Uint8Array(signature), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

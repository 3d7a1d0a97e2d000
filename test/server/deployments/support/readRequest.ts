import { createHmac } from 'node:crypto'
import { readEvents, toTopic } from '../../bridge/support/bridgeSetup.js'
import { apiKey, toBody } from '../../support/webhooks.js'

/** Follows one request at a bridge's address, from a cursor on. */
export async function readRequest(url: string, requestId: string, cursor?: string) {
  const response = await fetch(`${url}/api/onwire/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ topics: [toTopic(requestId)], cursor }),
  })
  return readEvents(response)
}

/** Posts a signed webhook, and returns the answer's status. */
export async function postWebhook(url: string, requestId: string, status: string, updatedAt: number): Promise<number> {
  const body = toBody(status, updatedAt, requestId)
  const sentAt = `${Date.now()}`
  const signature = createHmac('sha256', apiKey).update(`${sentAt}.${body}`).digest('hex')
  const headers = {
    'content-type': 'application/json',
    'x-signature-timestamp': sentAt,
    'x-signature-sha256': signature,
  }
  const answer = await fetch(`${url}/api/onwire/webhooks/relay`, { method: 'POST', headers, body })
  await answer.body?.cancel()
  return answer.status
}

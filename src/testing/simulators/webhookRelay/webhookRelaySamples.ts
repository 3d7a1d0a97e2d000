import type { Random } from '../../kit/random.js'
import { hexDigits } from '../../kit/random.js'
import type { WebhookRelayRequest } from './webhookRelayWebhook.js'

export const webhookRelaySamples = ['json', 'form', 'text', 'large', 'binary', 'odd', 'empty'] as const

export type WebhookRelaySample = (typeof webhookRelaySamples)[number]

/** Draws one request of a kind that senders send. Each differs from the others by its number. */
export function drawSample(kind: WebhookRelaySample, nth: number, random: Random): WebhookRelayRequest {
  const [contentType, body, query] = contents(kind, nth)
  return {
    method: kind === 'empty' ? 'GET' : 'POST',
    query,
    body,
    headers: {
      Accept: ['*/*'],
      'User-Agent': ['simulated-sender/1.0'],
      'Content-Length': [String(new TextEncoder().encode(body).byteLength)],
      ...(contentType !== '' && { 'Content-Type': [contentType] }),
      Authorization: [`Bearer simulated-${random.text(24, hexDigits)}`],
      'X-Hub-Signature-256': [`sha256=${random.text(64, hexDigits)}`],
    },
  }
}

function contents(kind: WebhookRelaySample, nth: number): readonly [contentType: string, body: string, query: string] {
  switch (kind) {
    case 'json':
      return ['application/json', JSON.stringify({ event: 'order.paid', order: nth, amount: '19.90' }), `order=${nth}`]
    case 'form':
      return ['application/x-www-form-urlencoded', `event=order.paid&order=${nth}&note=it%27s+%22fine%22`, '']
    case 'text':
      return ['text/plain; charset=utf-8', `It's webhook ${nth}: "$HOME" \`ls\` \\ <b>&\nEnde — é 日本 🎉`, 'a=b&c']
    case 'large':
      return [
        'application/json',
        JSON.stringify({ nth, rows: Array.from({ length: 4000 }, (_row, id) => ({ id })) }),
        '',
      ]
    case 'binary':
      return ['application/octet-stream', `\u0000\u0001\uFFFD\uFFFD\u007F${nth}\u001B[31m`, '']
    case 'odd':
      return [`Application/Vnd.Simulated+JSON;v=${nth}`, `{"cut": ${nth}, "here`, '%zz=%']
    case 'empty':
      return ['', '', `challenge=${nth}`]
  }
}

import type { Webhook } from '../../src/exports/webhook-relay.js'

export { toWebhookFeed } from '../../stories/support/webhooks.js'

export const secrets = {
  Authorization: 'Bearer aaa-quietquiet',
  Cookie: 'session=bbb-quietquiet',
  'Set-Cookie': 'session=ccc-quietquiet',
  'X-Hub-Signature-256': 'sha256=ddd-quietquiet',
  'Stripe-Signature': 't=1,v1=eee-quietquiet',
  'X-Shopify-Hmac-Sha256': 'fff-quietquiet',
  'X-Gitlab-Token': 'ggg-quietquiet',
  'X-API-Key': 'hhh-quietquiet',
  apikey: 'iii-quietquiet',
}

export function toWebhook(nth: number, change: Partial<Webhook> = {}): Webhook {
  return {
    id: `log-${nth}`,
    bucketId: '1593fe5f-45f9-45cc-ba23-675fdc7c1638',
    bucketName: 'my-bucket',
    inputId: 'b90f2fe9-621d-4290-9e74-edd5b61325dd',
    inputName: 'Default public endpoint',
    outputs: [],
    method: 'PUT',
    headers: {
      'Content-Type': ['application/json'],
      Accept: ['*/*'],
      ...Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name, [value]])),
    },
    query: 'foo=bar&access_token=jjj-quietquiet',
    body: '{"hi": "there", "amount": 9007199254740993}',
    status: 'sent',
    receivedAt: Date.UTC(2025, 11, 17, 16, 43, 21) - nth * 1000,
    ...change,
  }
}

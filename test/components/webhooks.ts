import type { FeedGap, FeedRow, FeedSource } from '../../src/exports/index.js'
import type { Webhook } from '../../src/exports/webhook-relay.js'

export const secrets = {
  Authorization: 'Bearer aaa-top-secret',
  Cookie: 'session=bbb-top-secret',
  'Set-Cookie': 'session=ccc-top-secret',
  'X-Hub-Signature-256': 'sha256=ddd-top-secret',
  'Stripe-Signature': 't=1,v1=eee-top-secret',
  'X-Shopify-Hmac-Sha256': 'fff-top-secret',
  'X-Gitlab-Token': 'ggg-top-secret',
  'X-API-Key': 'hhh-top-secret',
  apikey: 'iii-top-secret',
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
    query: 'foo=bar&access_token=jjj-top-secret',
    body: '{"hi": "there", "amount": 9007199254740993}',
    status: 'sent',
    receivedAt: Date.UTC(2025, 11, 17, 16, 43, 21) - nth * 1000,
    ...change,
  }
}

/** A feed at one moment, as its hook would return it. */
export function toWebhookFeed(
  list: readonly (Webhook | FeedGap)[],
  change: Partial<FeedSource<Webhook>> = {},
): FeedSource<Webhook> {
  const toRow = (row: Webhook | FeedGap): FeedRow<Webhook> =>
    'from' in row
      ? { type: 'gap', key: `gap ${row.from}`, gap: row }
      : { type: 'item', key: row.id, item: row, isRemoved: false }
  return {
    rows: {
      count: list.length,
      get: (index) => list[index] && toRow(list[index]),
      getItems: () => list.flatMap((row) => ('from' in row ? [] : [row])),
    },
    newCount: 0,
    isPaused: false,
    hasOlder: false,
    isLoadingOlder: false,
    isPending: false,
    error: null,
    connection: { status: 'connected', transport: 'socket' },
    refetch: () => {},
    pause: () => {},
    resume: () => {},
    clear: () => {},
    loadOlder: () => Promise.resolve(),
    ...change,
  }
}

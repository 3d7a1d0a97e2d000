import type { FeedGap, FeedRow, FeedSource } from 'onwire'
import type { Webhook } from 'onwire/webhook-relay'

export const start = Date.UTC(2025, 11, 17, 16, 43, 21)

/** From the newest to older ones: `nth` is how long ago. */
export function toWebhook(nth: number, change: Partial<Webhook> = {}): Webhook {
  return {
    id: `log-${nth}`,
    bucketId: '1593fe5f-45f9-45cc-ba23-675fdc7c1638',
    bucketName: 'my-bucket',
    inputId: 'b90f2fe9-621d-4290-9e74-edd5b61325dd',
    inputName: 'Default public endpoint',
    outputs: [],
    method: 'POST',
    headers: {
      'Content-Type': ['application/json'],
      'User-Agent': ['simulated-sender/1.0'],
      Authorization: ['Bearer quietquiet'],
      'X-Hub-Signature-256': ['sha256=quietquiet'],
    },
    query: `order=${nth}&access_token=quietquiet`,
    body: JSON.stringify({ event: 'order.paid', order: nth, amount: '19.90' }),
    status: 'sent',
    receivedAt: start - nth * 36_000,
    ...change,
  }
}

const of = (contentType: string, body: string): Partial<Webhook> => ({
  headers: { 'content-type': [contentType] },
  body,
})

/** Of every kind. */
export const kinds: readonly Webhook[] = [
  toWebhook(0, { method: 'PUT', outputs: ['output-1', 'output-2'] }),
  toWebhook(1, of('application/x-www-form-urlencoded', 'event=order.paid&note=it%27s+%22fine%22')),
  toWebhook(2, of('text/html', '<img src=x onerror="alert(1)">\n<b>It is text.</b>')),
  toWebhook(3, of('application/octet-stream', '\u0000\u0001\u202egnp.exe')),
  toWebhook(4, of('application/json', JSON.stringify({ rows: Array.from({ length: 3000 }, (_row, id) => ({ id })) }))),
  toWebhook(5, { method: 'GET', body: '', headers: {}, query: 'challenge=1' }),
]

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
    connection: { status: 'connected', transport: 'socket', reconnect: () => {} },
    refetch: () => {},
    pause: () => {},
    resume: () => {},
    clear: () => {},
    loadOlder: () => Promise.resolve(),
    ...change,
  }
}

import type { FeedAnswer, FeedData } from '../../core/feed.js'
import { getAskFrom } from '../../core/feedCoverage.js'
import type { Asking } from '../../core/protocol.js'
import type { Webhook } from './model.js'
import { type GetLogs, type LogPage, pageSize } from './rest.js'
import { isOf, toBuckets, type WebhooksTopic } from './topic.js'

/** How long before the newest log is asked for again, in ms: logs may be late, and whole seconds are no exact times. */
const overlapMs = 60_000
/** How many pages are read at once: what is more is left as a gap. */
const maxPages = 10
/** Of older ones, how many known ones are read again: the list may have become shorter. */
const slack = 10

interface Stretch {
  readonly webhooks: readonly Webhook[]
  /** From when on nothing is missing, in unix ms; 0 where there is nothing before. */
  readonly from: number
}

/**
 * Asks for what is new, for a gap, or for what is older: one bucket after the other, newest first.
 *
 * All times are the service's: this machine's clock may be wrong. So an answer reaches up to the newest log, not until now.
 */
export async function fetchWebhooks(
  getLogs: GetLogs,
  topic: WebhooksTopic,
  { known, limit, range, request }: Asking<FeedData<Webhook>>,
): Promise<FeedAnswer<Webhook>> {
  const asked = known?.checkedTo === undefined ? undefined : getAskFrom(known, overlapMs)
  // What was let go of isn't asked for again.
  const since = range ? range.from : asked && Math.max(asked, known?.covered[0]?.from ?? 0)
  const room = Math.max(pageSize, limit - (range ? (known?.items.length ?? 0) : 0))

  const stretches: Stretch[] = []
  for (const bucket of toBuckets(topic) ?? [undefined]) stretches.push(await read(bucket))
  const webhooks = stretches.flatMap((stretch) => stretch.webhooks)
  const from = Math.max(...stretches.map((stretch) => stretch.from))
  const newest = webhooks.reduce((latest, { receivedAt }) => Math.max(latest, receivedAt), known?.checkedTo ?? 0)
  const to = range?.to ?? newest
  return {
    // Oldest first: those of one second stay in their order.
    items: webhooks.flatMap((_webhook, nth) => webhooks.at(-1 - nth) ?? []),
    covered: from <= to && to > 0 ? [{ from, to }] : [],
    left: since !== undefined && from > since ? [{ from: since, to: Math.max(since, from - 1) }] : [],
    hasOlder: from > 0,
  }

  async function read(bucket: string | undefined): Promise<Stretch> {
    const found: Webhook[] = []
    let after: number | string = Math.max(0, countNewer(bucket) - slack)
    let offset = after
    for (let page = 0; ; page += 1) {
      const next: number | string = after
      const { count, cursor, isLast, webhooks }: LogPage = await request((signal) => getLogs(bucket, next, signal))
      const [first, last] = [webhooks[0], webhooks.at(-1)]
      // It was begun too far down: some have been taken from the list.
      if (page === 0 && offset > 0 && range && (first?.receivedAt ?? 0) < range.to) {
        after = offset = 0
        continue
      }
      found.push(...webhooks)
      if (isLast) return { webhooks: found, from: 0 }
      const reached = last?.receivedAt ?? Infinity
      const isEnough = found.filter(({ receivedAt }) => receivedAt <= (range?.to ?? Infinity)).length >= room
      if (since === undefined ? isEnough : reached < since - 1000)
        return { webhooks: found, from: since ?? reached + 1000 }
      if (page + 1 >= maxPages) return { webhooks: found, from: reached + 1000 }
      offset += count
      after = cursor ?? offset
    }
  }

  /** How many of the service's list stand before what is asked for, at least. */
  function countNewer(bucket: string | undefined): number {
    if (!range || !known) return 0
    const mine: WebhooksTopic = bucket === undefined ? topic : { kind: 'webhooks', buckets: [bucket] }
    return known.items.filter((item) => item.receivedAt > range.to && item.loggedAt !== undefined && isOf(mine, item))
      .length
  }
}

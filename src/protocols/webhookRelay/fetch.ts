import type { FeedAnswer, FeedData } from '../../core/contract/feed.js'
import { getAskFrom } from '../../core/feed/coverage.js'
import type { FetchContext } from '../../core/contract/fetchContext.js'
import type { Webhook } from './model.js'
import { type GetLogs, type LogPage, pageSize } from './rest.js'
import { isOf, toBuckets, type WebhooksTopic } from './topic.js'

/** How long before the newest log is asked for again, in ms: logs may be late, and whole seconds are no exact times. */
const overlapMs = 60_000
/** How many pages are read at once: what is more is left as a gap. */
const maxPages = 10
/** So many known ones are read again where older ones are asked for: the list may have become shorter. */
const slack = 10

/**
 * Asks for what is new, for a gap, or for what is older: one bucket after the other, newest first.
 *
 * All times are the service's: this machine's clock may be wrong. So an answer reaches up to the newest log, not until
 * now.
 */
export async function fetchWebhooks(
  getLogs: GetLogs,
  topic: WebhooksTopic,
  { current: known, limit, range, request }: FetchContext<FeedData<Webhook>>,
): Promise<FeedAnswer<Webhook>> {
  const asked = known?.checkedTo ? getAskFrom(known, overlapMs) : undefined
  // Webhooks that were let go of aren't asked for again.
  const since = range ? range.from : asked && Math.max(asked, known?.covered[0]?.from ?? 0)
  const room = Math.max(pageSize, limit - (range ? (known?.items.length ?? 0) : 0))

  const webhooks: Webhook[] = []
  let from = 0
  for (const bucket of toBuckets([topic]) ?? [undefined]) from = Math.max(from, await read(bucket))
  const items = toServiceOrder(webhooks, from > 0)
  const newest = items.reduce((latest, { receivedAt }) => Math.max(latest, receivedAt), known?.checkedTo ?? 0)
  const to = range?.to ?? newest
  return {
    items,
    covered: from <= to && to > 0 ? [{ from, to }] : [],
    left: since !== undefined && from > since ? [{ from: since, to: Math.max(since, from - 1) }] : [],
    hasOlder: from > 0,
  }

  /** Answers from when on nothing is missing, in unix ms; with 0 where there is nothing before. */
  async function read(bucket: string | undefined): Promise<number> {
    let after: number | string = Math.max(0, countNewer(bucket) - slack)
    let offset = after
    let found = 0
    for (let page = 0; ; page += 1) {
      const next: number | string = after
      const {
        count,
        cursor,
        isLast,
        webhooks: told,
      }: LogPage = await request((signal) => getLogs(bucket, next, signal))
      // It was begun too far down: some have been taken from the list.
      if (page === 0 && offset > 0 && range && (told[0]?.receivedAt ?? 0) < range.to) {
        after = offset = 0
        continue
      }
      webhooks.push(...told)
      if (isLast) return 0
      const reached = (told.at(-1)?.receivedAt ?? Infinity) + 1000
      found += told.filter(({ receivedAt }) => receivedAt <= (range?.to ?? Infinity)).length
      if (since === undefined ? found >= room : reached < since) return since ?? reached
      if (page + 1 >= maxPages) return reached
      offset += count
      after = cursor ?? offset
    }
  }

  /** How many of the service's list stand before what is asked for, at least. */
  function countNewer(bucket: string | undefined): number {
    const isNewer = (item: Webhook) =>
      range && item.receivedAt > range.to && item.loggedAt && isOf(bucket === undefined ? undefined : [bucket], item)
    return known?.items.filter(isNewer).length ?? 0
  }
}

/**
 * Oldest first. The service may tell no more than the second, but lists the newest first: within a second each log is a
 * ms later than the one before. The oldest second may have begun before the list.
 */
function toServiceOrder(logs: readonly Webhook[], isCut: boolean): readonly Webhook[] {
  let second = logs.at(-1)?.loggedAt
  let nth = isCut ? 499 : -1
  return logs.flatMap((_log, index) => {
    const log = logs.at(-1 - index)
    if (!log?.loggedAt || log.loggedAt % 1000 > 0) return log ?? []
    nth = log.loggedAt === second ? Math.min(nth + 1, 999) : 0
    second = log.loggedAt
    return { ...log, receivedAt: second + nth }
  })
}

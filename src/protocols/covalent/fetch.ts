import type { FeedAnswer, FeedChain, FeedData } from '../../core/contract/feed.js'
import { getAskFrom, getLowest } from '../../core/feed/coverage.js'
import type { FetchContext } from '../../core/contract/fetchContext.js'
import { type LogEvent, toLogEventId } from './model.js'
import { type GetPage, readNewest } from './pages.js'
import { type CovalentRest, pageSize } from './rest.js'
import type { LogsTopic } from './topic.js'

/** The service allows so many blocks in one request. */
const maxBlocks = 1_000_000

/** So many settled logs show a re-organisation: not all of them stay where they are. */
const fewLogs = 4

export interface FetchLogsOptions {
  readonly overlapBlocks: number
  readonly lookbackBlocks: number
  readonly maxPages: number
}

type LogsAnswer = FeedAnswer<LogEvent>

/**
 * Asks for what is new, for a gap, or for what is older.
 *
 * - A request for what is new begins `overlapBlocks` before the blocks that aren't settled, or half a page before them
 *   where that costs no more, and has some settled logs: an answer without any doesn't show that blocks were replaced.
 * - Where there is too much, the newest is asked for; the rest is left, as a gap.
 */
export async function fetchLogs(
  rest: CovalentRest,
  topic: LogsTopic,
  { current: known, limit, range, request }: FetchContext<FeedData<LogEvent>>,
  { lookbackBlocks, maxPages, overlapBlocks }: FetchLogsOptions,
  { finalBlocks }: FeedChain,
): Promise<LogsAnswer> {
  const floor = topic.fromBlock ?? 0
  const getPage: GetPage = (from, to, page) => request((signal) => rest.getPage(topic, from, to, page, signal))
  const fit = (count: number) => Math.max(1, Math.ceil(count / pageSize))

  /** `needed`: from where on nothing should be missing. */
  async function read(from: number, to: number, room: number, needed = Infinity): Promise<LogsAnswer> {
    const stretch = await readNewest(getPage, Math.max(floor, from, to - maxBlocks + 1), to, room)
    const { from: start, items, to: end } = stretch
    const isEmpty = start > end
    return {
      items,
      covered: isEmpty ? [] : [{ from: start, to: end }],
      left: start > needed ? [{ from: needed, to: start - 1 }] : [],
      hasOlder: (isEmpty ? known?.hasOlder : undefined) ?? start > floor,
    }
  }

  const readFrom = (from: number, to: number) => {
    const needed = Math.max(floor, from)
    return read(needed, to, Math.max(maxPages, fit(limit)), needed)
  }

  if (range?.from !== undefined) return readFrom(range.from, range.to)
  if (range) return read(floor, range.to, fit(limit - (known?.items.length ?? 0)))

  const head = await request((signal) => rest.getHead(topic, signal))
  const { height } = head
  // Logs that the socket brought before the first answer are no beginning.
  const asked = known?.checkedTo === undefined ? undefined : getAskFrom(known, overlapBlocks)
  if (!known || asked === undefined)
    return { ...(await read(topic.fromBlock ?? height - lookbackBlocks + 1, height, fit(limit))), head }

  // Blocks that were let go of aren't asked for again.
  const lowest = getLowest(known, ({ block_height }) => block_height)
  const { checkedTo = 0, items } = known
  const removed = new Set(known.removed)
  const isSettled = (item: LogEvent) => item.block_height <= checkedTo && !removed.has(toLogEventId(item))
  const settledItem = items.filter(isSettled).at(-fewLogs)
  const page = Math.min(items.at(-pageSize / 2)?.block_height ?? 0, settledItem?.block_height ?? 0)
  const free = Math.max(height - finalBlocks, page)
  const start = Math.max(lowest, Math.min(asked, free))
  // A service that has gone back is asked for what it has now.
  return { ...(await readFrom(start > height ? height - overlapBlocks : start, height)), head }
}

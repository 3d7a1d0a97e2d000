import type { FeedAnswer, FeedData } from '../../core/feed.js'
import { getAskFrom } from '../../core/feedCoverage.js'
import { type Interval, unite } from '../../core/intervals.js'
import type { Asking } from '../../core/protocol.js'
import type { LogEvent } from './model.js'
import { type GetPage, readNewest, type Stretch } from './readNewest.js'
import { type CovalentRest, pageSize } from './rest.js'
import type { LogsTopic } from './topic.js'

/** What the service allows in one request. */
const maxBlocks = 1_000_000
/** How often an older log is looked for before people are told that none was found. */
const maxLooks = 4

export interface FetchLogsOptions {
  readonly overlapBlocks: number
  readonly lookbackBlocks: number
  readonly maxPages: number
}

/**
 * Asks for what is new, for a gap, or for what is older.
 *
 * - What is new begins `overlapBlocks` before the end of what was asked for last: blocks may have been replaced.
 * - Of too much, the newest is asked for; the rest is left, as a gap.
 */
export async function fetchLogs(
  rest: CovalentRest,
  topic: LogsTopic,
  { known, limit, range, request }: Asking<FeedData<LogEvent>>,
  { lookbackBlocks, maxPages, overlapBlocks }: FetchLogsOptions,
): Promise<FeedAnswer<LogEvent>> {
  const floor = topic.fromBlock ?? 0
  const getPage: GetPage = (from, to, page) => request((signal) => rest.getPage(topic, from, to, page, signal))
  const read = (from: number, to: number, room: number) =>
    readNewest(getPage, Math.max(floor, from, to - maxBlocks + 1), to, room)
  const fit = (count: number) => Math.max(1, Math.ceil(count / pageSize))

  /** What must not be missing from there on. */
  const readFrom = async (from: number, to: number) =>
    toAnswer(from > to ? [] : [await read(from, to, Math.max(maxPages, fit(limit)))], from)

  if (range?.from !== undefined) return readFrom(Math.max(floor, range.from), range.to)
  if (range) {
    const stretches: Stretch[] = []
    let blocks = lookbackBlocks
    for (let { to } = range; to >= floor && stretches.length < maxLooks; blocks *= 10) {
      const stretch = await read(to - blocks + 1, to, fit(limit - (known?.items.length ?? 0)))
      stretches.push(stretch)
      if (stretch.items.length > 0) break
      to = stretch.from - 1
    }
    return toAnswer(stretches)
  }

  const head = await request((signal) => rest.getHead(topic, signal))
  // What the socket brought before the first answer is no beginning.
  const asked = known?.checkedTo === undefined ? undefined : getAskFrom(known, overlapBlocks)
  if (known && getAskFrom(known, 0) === head) return toAnswer([])
  // What was let go of isn't asked for again.
  if (asked !== undefined) return readFrom(Math.max(floor, asked, known?.covered[0]?.from ?? 0), head)
  const from = Math.max(floor, topic.fromBlock ?? head - lookbackBlocks + 1)
  return toAnswer(from > head ? [] : [await read(from, head, fit(limit))])

  /** `from`: where it should begin, so that nothing is missing. */
  function toAnswer(stretches: readonly Stretch[], from = Infinity): FeedAnswer<LogEvent> {
    const covered = unite(stretches.filter((part): part is Stretch & Interval => part.from <= part.to))
    const start = covered[0]?.from ?? (stretches[0] ? stretches[0].to + 1 : -Infinity)
    return {
      items: stretches.flatMap(({ items }) => items),
      covered,
      left: start > from ? [{ from, to: start - 1 }] : [],
      hasOlder: covered[0] ? covered[0].from > floor : (known?.hasOlder ?? stretches.length > 0),
    }
  }
}

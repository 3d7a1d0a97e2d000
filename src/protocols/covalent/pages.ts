import { isSameJson } from '../../core/utils/json.js'
import { compareLogs, type LogEvent } from './model.js'
import { type LogPage, pageSize } from './rest.js'

/**
 * Blocks from `from` to `to`, with all their logs; some logs below may be there too. No block where `from` is greater.
 */
export interface Stretch {
  readonly items: readonly LogEvent[]
  readonly from: number
  readonly to: number
}

export type GetPage = (from: number, to: number, page: number) => Promise<LogPage>

/**
 * Reads a range page by page: all of it, or about the newest `room` pages where there are more.
 *
 * - The service's order isn't documented: it is told by the first page.
 * - Where it is oldest first, shorter ranges are asked for, from the end backwards, the first as short as the logs of
 *   the first page stand close to each other.
 * - A list whose length changes meanwhile is read once more, or whose first page does where the service doesn't count.
 *   Some logs may be told twice.
 * - So is one of which blocks were replaced between two pages: a log that moved from the one to the other is in
 *   neither. Where that happens again, only what is above stands.
 */
export async function readNewest(getPage: GetPage, from: number, to: number, room: number): Promise<Stretch> {
  return (await read(getPage, from, to, room, false)) ?? (await read(getPage, from, to, room, true)) ?? nothing(to)
}

const nothing = (to: number): Stretch => ({ items: [], from: to + 1, to })

const isAbove = (height: number) => (item: LogEvent) => item.block_height > height

/** @param isLast Read whatever changes. Otherwise undefined where the list has changed. */
async function read(
  getPage: GetPage,
  from: number,
  to: number,
  room: number,
  isLast: boolean,
): Promise<Stretch | undefined> {
  const items: LogEvent[] = []
  // So that it comes to an end, whatever the service says.
  let requests = 3 * room + 20
  const isSpent = () => requests <= 0
  let high = to
  let low = from
  let isGuessed = false
  /** The first page of the newest range: blocks that are replaced below it are replaced in it, too. */
  let newest: { readonly low: number; readonly page: LogPage } | undefined

  async function end(stretch: Stretch): Promise<Stretch | undefined> {
    if (!newest || stretch.from >= newest.low) return stretch
    const { items: now } = await getPage(newest.low, to, 0)
    if (isSameJson(now, newest.page.items)) return stretch
    return isLast ? { items: items.filter(isAbove(newest.low - 1)), from: newest.low, to } : undefined
  }

  while (high >= from && items.length < (room - 0.5) * pageSize) {
    const ask = (page: number, top: number) => {
      requests -= 1
      return getPage(low, top, page)
    }
    const first = await ask(0, high)
    const [start, last] = [first.items[0], first.items.at(-1)]
    const isRising = start && last && compareLogs(start, last) < 0
    // The last page may hold little.
    const most = room + (isRising ? 1 : 0) - Math.floor(items.length / pageSize)
    const guess = isRising ? (last.block_height - start.block_height + 1) * room : Infinity
    if (first.hasMore && !isGuessed && guess < (high - low) / 2) {
      isGuessed = true
      low = high - guess + 1
      continue
    }

    const found = [...first.items]
    /** The first pages of blocks that have more than one, by their heights: what they lose moves all that is behind. */
    const crowds: (readonly [top: number, page: LogPage])[] = []
    let latest = first
    let { hasMore } = first
    // Logs of one block can't be read from the end.
    const isCrowd = () => isRising && found.at(-1)?.block_height === high
    let [page, top] = [0, high]
    for (let pages = 1; hasMore && !isSpent() && (pages < most || isCrowd()); pages += 1) {
      const reached = found.at(-1)?.block_height ?? top
      // A list that changes at its beginning has no fixed pages: it is gone on with from the block that was reached.
      if (isRising || reached >= top) {
        if (!isRising && page === 0) crowds.push([top, latest])
        page += 1
      } else [page, top] = [0, reached]
      const next = await ask(page, top)
      if (top === high && next.total !== first.total && !isLast) return undefined
      // A page begins with the block that ended the one before.
      const isReplaced = found.some(
        (item) => item.block_height === top && !next.items.some((same) => isSameJson(same, item)),
      )
      if (page === 0 && isReplaced)
        return isLast ? { items: [...items, ...found].filter(isAbove(top)), from: top + 1, to } : undefined
      found.push(...next.items)
      hasMore = next.hasMore
      latest = next
    }
    for (const [height, before] of isLast ? [] : crowds)
      if (!isSameJson((await ask(0, height)).items, before.items)) return undefined

    const heights = found.map(({ block_height }) => block_height)
    if (!hasMore) {
      items.push(...found)
      newest ??= { low, page: first }
      const blocks = 4 * (high - low + 1)
      high = low - 1
      low = Math.max(from, high - blocks + 1)
    } else if (!isRising) {
      // The lowest block may lack some of its logs.
      return { items: [...items, ...found], from: Math.min(high, ...heights) + 1, to }
    } else {
      // The newest are beyond what was read.
      const reached = Math.max(low, ...heights)
      if (isSpent() || reached >= high)
        return high === to ? { items: found, from: low, to: reached - 1 } : end({ items, from: high + 1, to })
      low = reached + 1
    }
  }
  return end({ items, from: high + 1, to })
}

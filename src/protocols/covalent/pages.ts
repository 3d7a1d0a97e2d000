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
 * - A list whose length changes meanwhile is read once more. Some logs may be told twice.
 */
export async function readNewest(
  getPage: GetPage,
  from: number,
  to: number,
  room: number,
  isReread = false,
): Promise<Stretch> {
  const items: LogEvent[] = []
  // So that it comes to an end, whatever the service says.
  let requests = 3 * room + 20
  let high = to
  let low = from
  let isGuessed = false

  while (high >= from && items.length < (room - 0.5) * pageSize) {
    const ask = (page: number, top: number) => {
      requests -= 1
      return getPage(low, top, page)
    }
    const first = await ask(0, high)
    const [start, end] = [first.items[0], first.items.at(-1)]
    const isRising = start && end && compareLogs(start, end) < 0
    // The last page may hold little.
    const most = room + (isRising ? 1 : 0) - Math.floor(items.length / pageSize)
    const guess = isRising ? (end.block_height - start.block_height + 1) * room : Infinity
    if (first.hasMore && !isGuessed && guess < (high - low) / 2) {
      isGuessed = true
      low = high - guess + 1
      continue
    }

    const found = [...first.items]
    let { hasMore } = first
    // Logs of one block can't be read from the end.
    const isCrowd = () => isRising && found.at(-1)?.block_height === high
    let [page, top] = [0, high]
    for (let read = 1; hasMore && requests > 0 && (read < most || isCrowd()); read += 1) {
      const reached = found.at(-1)?.block_height ?? top
      // A list that changes at its beginning has no fixed pages: it is gone on with from the block that was reached.
      if (isRising || reached >= top) page += 1
      else [page, top] = [0, reached]
      const next = await ask(page, top)
      if (top === high && next.total !== first.total && !isReread) return readNewest(getPage, from, to, room, true)
      found.push(...next.items)
      hasMore = next.hasMore
    }

    const heights = found.map(({ block_height }) => block_height)
    if (!hasMore) {
      items.push(...found)
      const blocks = 4 * (high - low + 1)
      high = low - 1
      low = Math.max(from, high - blocks + 1)
    } else if (!isRising) {
      // The lowest block may lack some of its logs.
      return { items: [...items, ...found], from: Math.min(high, ...heights) + 1, to }
    } else {
      // The newest are beyond what was read.
      const reached = Math.max(low, ...heights)
      if (requests === 0 || reached >= high)
        return high === to ? { items: found, from: low, to: reached - 1 } : { items, from: high + 1, to }
      low = reached + 1
    }
  }
  return { items, from: high + 1, to }
}

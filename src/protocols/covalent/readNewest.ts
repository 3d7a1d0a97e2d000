import type { LogEvent } from './model.js'
import { type LogPage, pageSize } from './rest.js'

/** Blocks from `from` to `to`, with all their logs; some logs below may be there too. No block where `from` is greater. */
export interface Stretch {
  readonly items: readonly LogEvent[]
  readonly from: number
  readonly to: number
}

export type GetPage = (from: number, to: number, page: number) => Promise<LogPage>

export function compareLogs(a: LogEvent, b: LogEvent): number {
  return a.block_height - b.block_height || a.log_offset - b.log_offset
}

/**
 * Reads a range page by page: all of it, or about the newest `room` pages where there are more.
 *
 * - The service's order isn't documented: it is told by the first page.
 * - Where it is oldest first, the last pages are asked for if their number is told; if it isn't, shorter ranges,
 *   as short as the logs stand close to each other, from the end backwards.
 * - A list whose length changes meanwhile is read once more.
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
  let blocks = to - from + 1

  while (high >= from && items.length < (room - 0.5) * pageSize && requests > 0) {
    const low = Math.max(from, high - blocks + 1)
    blocks = high - low + 1
    const ask = (page: number) => {
      requests -= 1
      return getPage(low, high, page)
    }
    const first = await ask(0)
    const { total } = first
    const [start, end] = [first.items[0], first.items.at(-1)]
    const span = start && end ? end.block_height - start.block_height + 1 : 1
    const isRising = start && end && compareLogs(start, end) < 0
    const roomLeft = Math.max(1, room - Math.floor(items.length / pageSize))
    if (isRising && first.hasMore && total === undefined && blocks > span * (roomLeft + 1) && requests > roomLeft) {
      blocks = Math.max(1, Math.min(blocks >> 1, span * roomLeft))
      continue
    }

    const pages = Math.ceil((total ?? Infinity) / pageSize)
    const isFromEnd = isRising && pages > roomLeft && pages < Infinity
    const found = isFromEnd ? [] : [...first.items]
    let hasMore = first.hasMore
    for (let read = isFromEnd ? 0 : 1; hasMore && requests > 0; read += 1) {
      if (read >= roomLeft && (isFromEnd || !isRising)) break
      const page = await ask(isFromEnd ? pages - 1 - read : read)
      if (page.total !== total && !isReread) return readNewest(getPage, from, to, room, true)
      found.push(...page.items)
      hasMore = isFromEnd ? read + 1 < pages : page.hasMore
    }

    const heights = found.map(({ block_height }) => block_height)
    if (hasMore && isRising && !isFromEnd) {
      // Its newest are missing.
      if (high === to) return { items: found, from: low, to: Math.max(low, ...heights) - 1 }
      break
    }
    items.push(...found)
    // Of the lowest block some may be missing.
    if (hasMore) return { items, from: Math.min(high, ...heights) + 1, to }
    high = low - 1
    blocks *= 4
  }
  return { items, from: high + 1, to }
}

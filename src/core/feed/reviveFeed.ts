import type { FeedData, BlockHeader } from '../contract/feed.js'

/** Reads a feed that somebody else put into the cache. News that came after it were missed: it is broken. */
export function reviveFeed<Item>(
  value: unknown,
  isItem: (value: unknown) => value is Item,
): FeedData<Item> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { checkedTo, covered, hasOlder, headers, isTrimmed, items, left, removed }: Partial<Record<string, unknown>> = {
    ...value,
  }
  if (!isList(items, isItem) || !isList(removed, isText) || !isList(covered, isInterval) || !isList(left, isInterval))
    return undefined
  const checked = Number(checkedTo) <= (covered.at(-1)?.to ?? -Infinity) ? { checkedTo: Number(checkedTo) } : {}
  return {
    items,
    removed,
    covered,
    left,
    ...checked,
    ...(isList(headers, isHeader) && { headers }),
    isBroken: true,
    hasOlder: hasOlder === true,
    isTrimmed: isTrimmed === true,
  }
}

function isList<Item>(value: unknown, isItem: (value: unknown) => value is Item): value is readonly Item[] {
  return Array.isArray(value) && value.every(isItem)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isHeader(value: unknown): value is BlockHeader {
  if (typeof value !== 'object' || value === null || !('height' in value) || !('hash' in value)) return false
  return Number.isSafeInteger(value.height) && isText(value.hash)
}

function isInterval(value: unknown): value is { from: number; to: number } {
  if (typeof value !== 'object' || value === null || !('from' in value) || !('to' in value)) return false
  return Number.isSafeInteger(value.from) && Number.isSafeInteger(value.to)
}

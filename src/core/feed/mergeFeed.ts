import { extendCoverage, type FeedCoverage, mergeCoverage, cutCoverage, uncheckFrom } from './coverage.js'
import type { Feed, FeedData } from '../contract/feed.js'
import type { FeedEntries, FeedIndex } from './feedIndex.js'
import { isWithin } from './intervals.js'
import { mergeHeaders } from './mergeHeaders.js'
import type { GetSettled } from './settled.js'
import { isSameJson } from '../utils/json.js'
import type { Source, Topic } from '../contract/topic.js'

/** One feed's meaning, and the index of each of its lists. */
export interface FeedContext<T extends Topic, Item> {
  readonly feed: Feed<T, Item>
  readonly indices: FeedIndex<FeedData<Item>, Item>
  readonly getSettled: GetSettled
  /** Oldest first. */
  order(this: void, a: Item, b: Item): number
}

/** One merge under way. Its `entries` become those of the merged list. */
interface Merge<T extends Topic, Item> extends FeedContext<T, Item> {
  readonly previous: FeedData<Item>
  readonly next: FeedData<Item>
  readonly via: Source['via']
  readonly receivedAt: number
  /** How new `next` is: what came later than this stays as it is. */
  readonly asOf: number
  /** The first item of a trimmed list: nothing older comes back. */
  readonly edge: Item | undefined
  readonly entries: FeedEntries<Item>
  /** Up to here `next` has everything; beyond, what the service has taken in so far. */
  readonly settledTo: number
}

interface ItemChange<Item> {
  /** Undefined where the item is new. */
  readonly before: Item | undefined
  readonly item: Item
}

/** Merges news or an answer into a list; `previous` itself where `next` adds nothing. */
export function mergeFeed<T extends Topic, Item>(
  context: FeedContext<T, Item>,
  previous: FeedData<Item> | undefined,
  next: FeedData<Item>,
  { askedAt, receivedAt, via }: Pick<Source, 'askedAt' | 'receivedAt' | 'via'>,
): FeedData<Item> {
  if (!previous) {
    const { contradicted: _contradicted, ...list } = next
    return context.indices.keep(list, context.indices.claim(list, via === 'poll'))
  }
  // The socket's news are new; an answer is as old as its request; what others put into a cache may be of any age.
  const asOf = via === 'socket' ? Infinity : ((via === 'poll' ? askedAt : undefined) ?? -Infinity)
  // An item that was trimmed comes back only with a range that was asked for by name.
  const edge = previous.isTrimmed && !(via === 'poll' && next.isBroken) ? previous.items[0] : undefined
  const entries = context.indices.claim(previous)
  const settledTo = next.checkedTo ?? next.covered.at(-1)?.to ?? -Infinity
  const { feed } = context
  const merge: Merge<T, Item> = { ...context, previous, next, via, receivedAt, asOf, edge, entries, settledTo }

  const joined = mergeCoverage(previous, getReach(merge), via === 'socket' && !next.isBroken)
  const { accepted, changes } = mergeItems(merge)
  // The socket's news of checked blocks replace them: an answer that agrees with its news says nothing of others.
  const replaced = via === 'socket' && feed.vanishes ? changes.map(({ item }) => feed.position(item)) : []
  const coverage = replaced.reduce(uncheckFrom, joined)
  const removed = mergeRemoved(merge, accepted)
  const isSameList = changes.length === 0
  const items = isSameList ? previous.items : applyChanges(previous.items, changes, context.order)
  const headers =
    via === 'poll' && next.headers ? { headers: mergeHeaders(previous, next, getDisputed(merge, removed)) } : {}
  const merged = { ...previous, ...coverage, ...headers, items, removed }
  const isSame = isSameJson({ ...merged, items: isSameList }, { ...previous, items: true })
  return context.indices.keep(isSame ? previous : merged, entries)
}

/** Says where `next` has everything, as far as the list keeps it. */
function getReach<T extends Topic, Item>(merge: Merge<T, Item>): FeedCoverage {
  const { edge, entries, feed, next, via } = merge
  let reach: FeedCoverage = next
  if (via === 'poll' && !next.isBroken) {
    let to = next.covered.at(-1)?.to ?? -Infinity
    // An answer may put an item before the position that the news of it had: it has everything up to there.
    for (const item of next.items) {
      const entry = entries.byId.get(feed.identity(item))
      if (entry) to = Math.max(to, feed.heardAt?.(entry.item) ?? -Infinity)
    }
    reach = extendCoverage(next, to)
  }
  // Nothing before the first item is taken: the gap next to it stays.
  return edge === undefined ? reach : cutCoverage(reach, feed.position(edge))
}

/** Merges the items of `next` into the entries, save those that are older than their entry, or were trimmed. */
function mergeItems<T extends Topic, Item>({
  asOf,
  edge,
  entries,
  feed,
  next,
  order,
  receivedAt,
  settledTo,
  via,
}: Merge<T, Item>) {
  const { byId, gone } = entries
  const mergeItem = feed.mergeItem ?? ((before, item) => (isSameJson(before, item) ? before : item))
  const accepted = new Set<string>()
  const changes = new Map<string, ItemChange<Item>>()
  for (const item of next.items) {
    const id = feed.identity(item)
    const entry = byId.get(id)
    // 1. It is asked for. 2. The socket brings it, or something newer. 3. The older answer arrives.
    if (entry && (entry.at > asOf || via === 'cache')) continue
    if (!entry && edge !== undefined && (order(item, edge) < 0 || gone.has(id))) continue
    accepted.add(id)
    // 1. An answer has it. 2. The socket brings it anew. 3. A service that is behind answers as before.
    const isRepeated = via === 'poll' && feed.position(item) > settledTo && isSameJson(entry?.answered, item)
    const merged = isRepeated ? entry?.item : mergeItem(entry?.item, item)
    if (merged === undefined) continue
    const isSame = merged === entry?.item
    const answered = via === 'poll' && !isRepeated ? merged : entry?.answered
    byId.set(id, { item: merged, answered, at: isSame ? entry.at : via === 'socket' ? receivedAt : -Infinity })
    if (!isSame) changes.set(id, { before: changes.has(id) ? changes.get(id)?.before : entry?.item, item: merged })
  }
  return { accepted, changes: [...changes.values()] }
}

/** Marks the items that the service has taken back, and unmarks those that are there again. */
function mergeRemoved<T extends Topic, Item>(merge: Merge<T, Item>, accepted: ReadonlySet<string>): readonly string[] {
  const { asOf, entries, feed, next, previous, via } = merge
  const removed = new Set(previous.removed)
  for (const id of accepted) {
    if (via !== 'cache') removed.delete(id)
    else if (next.removed.includes(id)) removed.add(id)
  }
  // Another engine marks items in its pieces and answers.
  if (via !== 'cache')
    for (const id of next.removed) if ((entries.byId.get(id)?.at ?? Infinity) <= asOf) removed.add(id)
  if (via === 'poll' && feed.vanishes) for (const id of getMissing(merge)) removed.add(id)
  return isSameJson([...removed], previous.removed) ? previous.removed : [...removed]
}

/** The lowest position in an answer's stretches at which the list keeps an item that the socket brought later. */
function getDisputed<T extends Topic, Item>(
  { feed, next, previous }: Merge<T, Item>,
  removed: readonly string[],
): number {
  const inAnswer = new Set([...next.items.map(feed.identity), ...removed])
  const isDisputed = (item: Item) =>
    next.covered.some((part) => isWithin(feed.position(item), part)) && !inAnswer.has(feed.identity(item))
  const disputed = previous.items.find(isDisputed)
  return disputed === undefined ? Infinity : feed.position(disputed)
}

/** Finds the items that an answer should have, and has not. */
function getMissing<T extends Topic, Item>(merge: Merge<T, Item>): readonly string[] {
  const { asOf, entries, feed, next, previous, settledTo } = merge
  const { covered } = next
  const newest = next.items.at(-1)
  const completeTo = newest === undefined ? settledTo : Math.max(settledTo, feed.position(newest) - 1)
  /** Beyond what is settled a service may be behind: it is not where it has had the item, or has a later one. */
  const isGone = (item: Item) => {
    const at = feed.position(item)
    const isComplete = at <= completeTo || entries.byId.get(feed.identity(item))?.answered !== undefined
    return isComplete && covered.some((part) => isWithin(at, part))
  }
  const from = covered[0]?.from ?? Infinity
  const isFrom = (item: Item | undefined) => item !== undefined && feed.position(item) >= from
  let start = previous.items.length
  while (start > 0 && isFrom(previous.items[start - 1])) start -= 1

  const received = new Set(next.items.map(feed.identity))
  return previous.items
    .slice(start)
    .filter(isGone)
    .map(feed.identity)
    .filter((id) => !received.has(id) && (entries.byId.get(id)?.at ?? -Infinity) < asOf)
}

/** Puts new items where they belong, and changed ones where their new position is. */
function applyChanges<Item>(
  items: readonly Item[],
  changes: readonly ItemChange<Item>[],
  order: (a: Item, b: Item) => number,
): readonly Item[] {
  const added = changes.flatMap(({ before, item }) => (before === undefined ? [item] : []))
  const replaced = new Map(changes.map(({ before, item }) => [before, item]))
  const kept = added.length < changes.length ? items.map((item) => replaced.get(item) ?? item) : items
  return [...kept, ...added].sort(order)
}

import { diffFeed } from './diffFeed.js'
import type { Feed, FeedData, FeedPieces } from '../contract/feed.js'
import { toFeedPiece } from './toFeedPiece.js'
import { extendCoverage, mergeCoverage, trimCoverage } from './coverage.js'
import { createFeedIndex } from './feedIndex.js'
import { createNewestFeed } from './newestFeed.js'
import { getHoles, intersect, isWithin, unite } from './intervals.js'
import { isSameJson } from '../utils/json.js'
import type { FetchContext } from '../contract/fetchContext.js'
import type { Source, Topic } from '../contract/topic.js'
import type { State } from '../contract/protocol.js'
import { reviveFeed } from './reviveFeed.js'

/**
 * A feed as a state whose value is the list.
 *
 * - Each item is there once, and in its order, whatever way and however often it came.
 * - What the socket brought while a request ran is newer than its answer.
 * - An item that the service has taken back stays, and is marked.
 */
export function createFeedState<T extends Topic, Item>(feed: Feed<T, Item>): State<T, FeedData<Item>> {
  const { identity, position } = feed
  const mergeItem = feed.mergeItem ?? ((before, item) => (isSameJson(before, item) ? before : item))
  const indices = createFeedIndex<FeedData<Item>, Item>(identity)
  const order = (a: Item, b: Item) => position(a) - position(b) || (feed.compare?.(a, b) ?? 0)

  function merge(previous: FeedData<Item> | undefined, next: FeedData<Item>, how: Source): FeedData<Item> {
    if (!previous) return next
    // What was let go of doesn't come back by itself, only where it is asked for by name.
    const [first] = previous.items
    const edge = previous.isTrimmed && !(how.via === 'poll' && next.isBroken) ? first : undefined
    // The socket's news are new; an answer is as old as its request; what others put into a cache may be of any age.
    const toldAt = how.via === 'socket' ? Infinity : ((how.via === 'poll' ? how.askedAt : undefined) ?? -Infinity)
    const index = indices.claim(previous)
    const { byId: entries, gone } = index
    const removed = new Set(previous.removed)
    const told = new Set<string>()
    /** What is new, and what stood in its place. */
    const fresh = new Map<string, { readonly before: Item | undefined; readonly item: Item }>()
    let heardTo = next.covered.at(-1)?.to ?? -Infinity

    for (const item of next.items) {
      const id = identity(item)
      const known = entries.get(id)
      told.add(id)
      if (known) heardTo = Math.max(heardTo, feed.heardAt?.(known.item) ?? -Infinity)
      // 1. It is asked for. 2. The socket brings it, or something newer. 3. The older answer arrives.
      if (known && (known.at > toldAt || how.via === 'seed')) continue
      if (!known && edge !== undefined && (order(item, edge) < 0 || gone.has(id))) continue
      const merged = mergeItem(known?.item, item)
      if (how.via !== 'seed') removed.delete(id)
      else if (next.removed.includes(id)) removed.add(id)
      if (merged === undefined || merged === known?.item) continue
      fresh.set(id, { before: fresh.has(id) ? fresh.get(id)?.before : known?.item, item: merged })
      entries.set(id, { item: merged, at: how.via === 'socket' ? how.receivedAt : -Infinity })
    }
    // What another engine says of it.
    if (how.via !== 'seed')
      for (const id of next.removed) if ((entries.get(id)?.at ?? Infinity) <= toldAt) removed.add(id)
    if (how.via === 'poll' && feed.vanishes)
      for (const item of getStretch(previous, next)) {
        const id = identity(item)
        if (!told.has(id) && (entries.get(id)?.at ?? -Infinity) < toldAt) removed.add(id)
      }

    const isSameList = fresh.size === 0
    const items = isSameList ? previous.items : assemble(previous.items, [...fresh.values()])
    const reaching = how.via === 'poll' && !next.isBroken ? extendCoverage(next, heardTo) : next
    const inReach = edge === undefined ? reaching : trimCoverage(reaching, position(edge))
    const coverage = mergeCoverage(previous, inReach, how.via === 'socket' && !next.isBroken)
    const marks = isSameJson([...removed], previous.removed) ? previous.removed : [...removed]
    const merged = { ...previous, ...coverage, items, removed: marks }
    return indices.keep(
      isSameJson({ ...merged, items: isSameList }, { ...previous, items: true }) ? previous : merged,
      index,
    )
  }

  /** The items that an answer should have. */
  function getStretch({ items }: FeedData<Item>, { covered }: FeedData<Item>): readonly Item[] {
    const from = covered[0]?.from ?? Infinity
    let start = items.length
    while (start > 0 && isFrom(items[start - 1])) start -= 1
    return items.slice(start).filter((item) => covered.some((part) => isWithin(position(item), part)))

    function isFrom(item: Item | undefined) {
      return item !== undefined && position(item) >= from
    }
  }

  function assemble(
    old: readonly Item[],
    fresh: readonly { readonly before: Item | undefined; readonly item: Item }[],
  ) {
    const added = fresh.flatMap(({ before, item }) => (before === undefined ? [item] : []))
    const replaced = new Map(fresh.map(({ before, item }) => [before, item]))
    const kept = added.length < fresh.length ? old.map((item) => replaced.get(item) ?? item) : old
    return [...kept, ...added].sort(order)
  }

  /** In their order, each once. */
  function arrange(items: readonly Item[]): readonly Item[] {
    return [...new Map(items.map((item) => [identity(item), item])).values()].sort(order)
  }

  function hasMoved(from: FeedData<Item>, to: FeedData<Item>): boolean {
    const [before, after] = [from.items.at(-1), to.items.at(-1)]
    return after !== undefined && (before === undefined || order(before, after) < 0)
  }

  const isLoose = ({ isBroken }: FeedData<Item>) => isBroken

  const pieces: Omit<FeedPieces<FeedData<Item>>, 'createNewest'> = {
    empty: toFeedPiece([], position),
    join(together) {
      const removed = new Set<string>()
      for (const piece of together) {
        for (const item of piece.items) removed.delete(identity(item))
        for (const id of piece.removed) removed.add(id)
      }
      return {
        ...toFeedPiece([], position),
        items: together.flatMap(({ items }) => items),
        removed: [...removed],
        covered: unite(together.flatMap(({ covered }) => covered)),
        // A piece that follows upon nothing keeps the others from being joined to what was before.
        isBroken: together.every(isLoose) || together.some((piece) => isLoose(piece) && piece.covered.length > 0),
      }
    },
    trim(data, limit) {
      const items = data.items.slice(-limit)
      const [first] = items
      if (first === undefined || items.length === data.items.length) return data
      const { byId, gone } = indices.claim(data)
      const dropped = data.items.slice(0, -limit)
      for (const item of dropped) byId.delete(identity(item))
      const isOfFirst = (item: Item | undefined) => item !== undefined && order(item, first) === 0
      const same = dropped.filter(isOfFirst).map(identity)
      const all = new Set([...(isOfFirst(dropped[0]) ? gone : []), ...same])
      const removed = data.removed.filter((id) => byId.has(id))
      const trimmed = { ...data, ...trimCoverage(data, position(first)), items, removed, isTrimmed: true }
      return indices.keep(trimmed, { byId, gone: all })
    },
    isHistory: isLoose,
    invalidate: (data) => (data.isBroken ? data : { ...data, isBroken: true }),
    diff(before, after) {
      const { added = [], removed = [], replaced = [] } = diffFeed(before ?? pieces.empty, after, identity) ?? {}
      const known = before?.covered ?? []
      const filled = intersect(getHoles(known), after.covered)
      const items = [...added, ...replaced]
      const end = known.at(-1)?.to ?? -Infinity
      const news = trimCoverage(after, end).covered
      // An end that has moved, and no more, is told with the next news.
      if (items.length + removed.length + filled.length === 0 && news.length < 2) return undefined
      return {
        ...toFeedPiece(items, position),
        removed: removed.map(identity),
        covered: unite([...filled, ...news]),
        // Between what was known and these there is a hole, or nobody knows. What is filled follows upon nothing.
        isBroken: after.isBroken || filled.length > 0 || news.length !== 1 || news[0]?.from !== end,
      }
    },
    adopt(told, isBroken, known) {
      if (!known) return { ...told, isBroken }
      // Nobody asks by itself for what the other engine doesn't have.
      return { ...told, isBroken, left: unite([...told.left, ...getHoles([...known.covered, ...told.covered])]) }
    },
  }

  return {
    ...(feed.fetch && { fetch: fetchWhole }),
    merge,
    hasMoved,
    finality: () => 'open',
    revive: (value) => reviveFeed(value, feed.isItem),
    pieces: { ...pieces, createNewest: createNewestFeed({ hasMoved, merge }, pieces) },
  }

  async function fetchWhole(topic: T, asking: FetchContext<FeedData<Item>>): Promise<FeedData<Item>> {
    const answer = await feed.fetch?.(topic, asking)
    if (!answer) return toFeedPiece([], position)
    const { covered, hasOlder, items, left = [] } = answer
    const checkedTo = covered.at(-1)?.to
    return {
      items: arrange(items),
      removed: [],
      covered,
      left,
      ...(checkedTo !== undefined && { checkedTo }),
      isBroken: asking.range !== undefined,
      hasOlder,
    }
  }
}

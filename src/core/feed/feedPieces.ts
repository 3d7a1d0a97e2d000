import { cutCoverage, trimCoverage } from './coverage.js'
import { diffFeed } from './diffFeed.js'
import type { FeedData, FeedPieces } from '../contract/feed.js'
import { getHoles, intersect, unite } from './intervals.js'
import type { FeedContext } from './mergeFeed.js'
import { toFeedPiece } from './toFeedPiece.js'
import type { Topic } from '../contract/topic.js'

export function createFeedPieces<T extends Topic, Item>(
  context: FeedContext<T, Item>,
): Omit<FeedPieces<FeedData<Item>>, 'createNewest'> {
  return {
    empty: toFeedPiece([], context.feed.position),
    join: (pieces) => joinPieces(context, pieces),
    trim: (data, limit) => trimFeed(context, data, limit),
    isHistory: isLoose,
    invalidate: (data) =>
      data.isBroken ? data : context.indices.keep({ ...data, isBroken: true }, context.indices.claim(data)),
    diff: (before, after) => toPiece(context, before, after),
    adopt: adoptFeed,
  }
}

/** Tells a piece, or an answer, that doesn't follow upon what was there before it. */
function isLoose({ isBroken }: FeedData<unknown>): boolean {
  return isBroken
}

function joinPieces<T extends Topic, Item>(
  { feed }: FeedContext<T, Item>,
  pieces: readonly FeedData<Item>[],
): FeedData<Item> {
  const removed = new Set<string>()
  for (const piece of pieces) {
    for (const item of piece.items) removed.delete(feed.identity(item))
    for (const id of piece.removed) removed.add(id)
  }
  return {
    ...toFeedPiece([], feed.position),
    items: pieces.flatMap(({ items }) => items),
    removed: [...removed],
    covered: unite(pieces.flatMap(({ covered }) => covered)),
    // A piece that follows upon nothing keeps the others from being joined to what was before.
    isBroken: pieces.every(isLoose) || pieces.some((piece) => isLoose(piece) && piece.covered.length > 0),
  }
}

function trimFeed<T extends Topic, Item>(
  { feed, indices, order }: FeedContext<T, Item>,
  data: FeedData<Item>,
  limit: number,
): FeedData<Item> {
  // A re-organisation may put an item before all that a trimmed list covers: others are missing there.
  const start = data.isTrimmed ? (data.covered[0]?.from ?? -Infinity) : -Infinity
  const firstCovered = data.items.findIndex((item) => feed.position(item) >= start)
  const count = Math.max(firstCovered, data.items.length - limit)
  const items = data.items.slice(count)
  const [first] = items
  if (first === undefined || count <= 0) return data
  const { byId, gone } = indices.claim(data)
  const dropped = data.items.slice(0, count)
  for (const item of dropped) byId.delete(feed.identity(item))
  const isOfFirst = (item: Item | undefined) => item !== undefined && order(item, first) === 0
  const same = dropped.filter(isOfFirst).map(feed.identity)
  const all = new Set([...(isOfFirst(dropped[0]) ? gone : []), ...same])
  const removed = data.removed.filter((id) => byId.has(id))
  const trimmed = { ...data, ...trimCoverage(data, feed.position(first)), items, removed, isTrimmed: true }
  return indices.keep(trimmed, { byId, gone: all })
}

function toPiece<T extends Topic, Item>(
  { feed }: FeedContext<T, Item>,
  before: FeedData<Item> | undefined,
  after: FeedData<Item>,
): FeedData<Item> | undefined {
  const empty = toFeedPiece<Item>([], feed.position)
  const { added = [], removed = [], replaced = [] } = diffFeed(before ?? empty, after, feed.identity) ?? {}
  const covered = before?.covered ?? []
  const filled = intersect(getHoles(covered), after.covered)
  const items = [...added, ...replaced]
  const end = covered.at(-1)?.to ?? -Infinity
  const news = cutCoverage(after, end).covered
  // An end that has moved, and no more, goes with the next news.
  if (items.length + removed.length + filled.length === 0 && news.length < 2) return undefined
  return {
    ...toFeedPiece(items, feed.position),
    removed: removed.map(feed.identity),
    covered: unite([...filled, ...news]),
    // A hole lies between the end and these, or nobody knows that none does. Filled stretches follow upon nothing.
    isBroken: after.isBroken || filled.length > 0 || news.length !== 1 || news[0]?.from !== end,
  }
}

function adoptFeed<Item>(received: FeedData<Item>, isBroken: boolean, current?: FeedData<Item>): FeedData<Item> {
  if (!current) return { ...received, isBroken }
  // Nobody asks by itself for what the other engine doesn't have.
  const left = unite([...received.left, ...getHoles([...current.covered, ...received.covered])])
  return { ...received, isBroken, left }
}

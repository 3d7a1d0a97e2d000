import type { Feed, FeedData } from '../../core/contract/feed.js'
import type { Topic } from '../../core/contract/topic.js'
import { createFeedState } from '../../core/feed/feedState.js'
import { type Draw, drawList, drawShuffled } from './chance.js'
import { createCheck } from './createCheck.js'
import { pushed } from './describeState.js'
import type { Framework } from './framework.js'

/** One kind of a protocol's topics, whose value is a list. */
export interface FeedCase<T extends Topic, Item> {
  readonly feed: Feed<T, Item>
  /** Pieces, as the socket brings them: of few items, each with a position of its own. */
  readonly pieces: Draw<FeedData<Item>>
}

/** Tries whatever every kind of topic keeps whose value is a list: each item once, none lost, one order. */
export function describeFeed<T extends Topic, Item>(
  framework: Framework,
  name: string,
  toCase: () => FeedCase<T, Item>,
): void {
  const { describe } = framework
  describe(`${name} as a feed`, () => {
    const parts = toCase()
    describeItems(framework, parts)
    describeOrder(framework, parts)
    describeCache(framework, parts)
  })
}

function createMerge<T extends Topic, Item>({ feed }: FeedCase<T, Item>) {
  return (all: readonly FeedData<Item>[]) => {
    const state = createFeedState(feed)
    return all.reduce<FeedData<Item> | undefined>(
      (data, piece) => state.merge(data ?? state.pieces?.empty, piece, pushed),
      undefined,
    )
  }
}

function describeItems<T extends Topic, Item>(
  { check = createCheck(), expect, test }: Framework,
  parts: FeedCase<T, Item>,
): void {
  const { feed, pieces } = parts
  const { identity, position } = feed
  const merge = createMerge(parts)

  test('has each item once, in the order of their positions', () => {
    check((chance) => {
      const items = merge(drawList(chance, pieces, 1, 12))?.items ?? []
      expect(new Set(items.map(identity)).size).toBe(items.length)
      expect(items.map(position)).toEqual(items.map(position).sort((a, b) => a - b))
      for (const item of items) expect(Number.isSafeInteger(position(item)) || item).toBe(true)
    })
  })

  test('has nothing that was not told, and all that can stand alone', () => {
    check((chance) => {
      const all = drawList(chance, pieces, 1, 12)
      const received = all.flatMap(({ items }) => items)
      const alone = received.filter((item) => (feed.mergeItem ? feed.mergeItem(undefined, item) !== undefined : true))
      expect(new Set(merge(all)?.items.map(identity))).toEqual(new Set(alone.map(identity)))
    })
  })
}

function describeOrder<T extends Topic, Item>(
  { check = createCheck(), expect, test }: Framework,
  parts: FeedCase<T, Item>,
): void {
  const { feed, pieces } = parts
  const merge = createMerge(parts)

  test('is idempotent, and gives the same object back where nothing changes', () => {
    check((chance) => {
      const state = createFeedState(feed)
      const piece = pieces(chance)
      const once = state.merge(merge(drawList(chance, pieces, 1, 12)), piece, pushed)
      expect(state.merge(once, piece, pushed)).toBe(once)
      expect(state.merge(once, structuredClone(piece), pushed)).toBe(once)
    })
  })

  test('comes to the same list whatever the order of arrival, and however often', () => {
    check((chance) => {
      const all = drawList(chance, pieces, 1, 12)
      const other = drawShuffled(chance, [...all, ...all])
      // An item that can't stand alone is lost where it comes first: it is told again with all the rest.
      expect(merge([...other, ...all])?.items).toEqual(merge([...all, ...all])?.items)
    })
  })

  test('comes to the same list where news come together, as one', () => {
    check((chance) => {
      const all = drawList(chance, pieces, 1, 12)
      const joined = createFeedState(feed).pieces?.join(all)
      expect(joined && merge([joined])?.items).toEqual(merge(all)?.items)
    })
  })
}

function describeCache<T extends Topic, Item>(
  { check = createCheck(), expect, test }: Framework,
  parts: FeedCase<T, Item>,
): void {
  const { feed, pieces } = parts
  const merge = createMerge(parts)

  test('takes what others put into the cache, and nothing of it over what is known', () => {
    check((chance) => {
      const [older, newer] = [drawList(chance, pieces, 1, 12), drawList(chance, pieces, 1, 12)]
      const state = createFeedState(feed)
      const cached = state.revive(JSON.parse(JSON.stringify(merge(older))))
      const known = merge(newer)
      if (!cached || !known) throw new Error('The list could not be read.')
      expect(cached.items).toEqual(merge(older)?.items)
      const both = state.merge(known, cached, { ...pushed, via: 'cache' })
      for (const item of known.items) expect(both.items.includes(item) || item).toBe(true)
      expect(state.merge(both, cached, { ...pushed, via: 'cache' })).toBe(both)
    })
  })

  test('takes no junk for a list', () => {
    check((chance) => {
      expect(createFeedState(feed).revive(chance.junk())).toBe(undefined)
    })
  })
}

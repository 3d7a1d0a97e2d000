export interface IndexEntry<Item> {
  readonly item: Item
  /** The item as an answer last had it; undefined where none has had it. */
  readonly answered: Item | undefined
  /** When the socket brought it, by the monotonic clock in ms; -Infinity where it came another way. */
  readonly at: number
}

export interface FeedEntries<Item> {
  readonly byId: Map<string, IndexEntry<Item>>
  /** Trimmed items of the first item's position: the position alone doesn't distinguish them from new ones. */
  readonly gone: ReadonlySet<string>
}

export interface FeedIndex<Data, Item> {
  /**
   * Removes a list's index from it, to be changed into the next one's. Builds one where there is none.
   * `isAnswer`: the items are those of an answer.
   */
  claim(data: Data, isAnswer?: boolean): FeedEntries<Item>
  keep(data: Data, entries: FeedEntries<Item>): Data
}

/** Finds the items of a list by their identity. A merge costs as much as there is new, not as much as there is. */
export function createFeedIndex<Data extends { readonly items: readonly Item[] }, Item>(
  identity: (item: Item) => string,
): FeedIndex<Data, Item> {
  const indices = new WeakMap<Data, FeedEntries<Item>>()
  return {
    claim(data, isAnswer) {
      const toEntry = (item: Item) => ({ item, answered: isAnswer ? item : undefined, at: -Infinity })
      const byId = () => new Map(data.items.map((item) => [identity(item), toEntry(item)]))
      const entries = indices.get(data) ?? { byId: byId(), gone: new Set() }
      indices.delete(data)
      return entries
    },
    keep(data, entries) {
      indices.set(data, entries)
      return data
    },
  }
}

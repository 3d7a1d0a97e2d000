export interface IndexEntry<Item> {
  readonly item: Item
  /** When the socket brought it, by the monotonic clock in ms; -Infinity where it came another way. */
  readonly at: number
}

export interface FeedEntries<Item> {
  readonly byId: Map<string, IndexEntry<Item>>
  /** Trimmed items of the first item's position: the position alone doesn't distinguish them from new ones. */
  readonly gone: ReadonlySet<string>
}

export interface FeedIndex<Data, Item> {
  /** Removes a list's index from it, to be changed into the next one's. Builds one where there is none. */
  claim(data: Data): FeedEntries<Item>
  keep(data: Data, entries: FeedEntries<Item>): Data
}

/** Finds the items of a list by their identity. A merge costs as much as there is new, not as much as there is. */
export function createFeedIndex<Data extends { readonly items: readonly Item[] }, Item>(
  identity: (item: Item) => string,
): FeedIndex<Data, Item> {
  const indices = new WeakMap<Data, FeedEntries<Item>>()
  return {
    claim(data) {
      const byId = () => new Map(data.items.map((item) => [identity(item), { item, at: -Infinity }]))
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

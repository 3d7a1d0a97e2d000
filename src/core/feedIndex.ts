export interface IndexEntry<Item> {
  readonly item: Item
  /** When the socket brought it, by the monotonic clock in ms; -Infinity where it came another way. */
  readonly at: number
}

export interface FeedIndex<Data, Item> {
  /** Takes a list's index away from it, to be changed into the next one's. It is built where there is none. */
  claim(data: Data): Map<string, IndexEntry<Item>>
  keep(data: Data, entries: Map<string, IndexEntry<Item>>): Data
}

/** Finds the items of a list by their identity, at a cost of what is new and not of what is there. */
export function createFeedIndex<Data extends { readonly items: readonly Item[] }, Item>(
  identity: (item: Item) => string,
): FeedIndex<Data, Item> {
  const indices = new WeakMap<Data, Map<string, IndexEntry<Item>>>()
  return {
    claim(data) {
      const entries = indices.get(data) ?? new Map(data.items.map((item) => [identity(item), { item, at: -Infinity }]))
      indices.delete(data)
      return entries
    },
    keep(data, entries) {
      indices.set(data, entries)
      return data
    },
  }
}

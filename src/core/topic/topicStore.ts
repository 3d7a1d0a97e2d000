/** How many topics are remembered that nobody watches. */
const retained = 1_000

export interface TopicStore<Item extends { readonly key: string }> {
  get(key: string): Item | undefined
  open(key: string, create: () => Item): Item
  /** Remembers a topic that nobody watches for a while, so that nothing older is shown later. The oldest goes first. */
  detach(item: Item): void
  watched(): Iterable<Item>
}

/** The topics that are watched, and on a client the last of those that were. */
export function createTopicStore<Item extends { readonly key: string }>(isServer: boolean): TopicStore<Item> {
  const watched = new Map<string, Item>()
  const detached = new Map<string, Item>()
  const get = (key: string) => watched.get(key) ?? detached.get(key)
  return {
    get,
    open(key, create) {
      const item = get(key) ?? create()
      detached.delete(key)
      watched.set(key, item)
      return item
    },
    detach(item) {
      const { key } = item
      // It may have been forgotten while a request of its ran, and the key been opened anew.
      if (watched.get(key) !== item) return
      watched.delete(key)
      if (!isServer) detached.set(key, item)
      const [oldest = ''] = detached.keys()
      if (detached.size > retained) detached.delete(oldest)
    },
    watched: () => watched.values(),
  }
}

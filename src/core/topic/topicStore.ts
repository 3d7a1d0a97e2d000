/** How much is remembered of topics that nobody watches, in bytes, beside the last: 1 000 states, or some 15 feeds. */
const retainedBytes = 4_000_000

/** Anything that is remembered, and how many bytes it takes, roughly; 4 000 by default. */
interface Remembered {
  readonly key: string
  readonly getBytes?: (() => number) | undefined
}

export interface TopicStore<Item extends Remembered> {
  get(key: string): Item | undefined
  open(key: string, create: () => Item): Item
  /**
   * Remembers a topic that nobody watches for a while, so that nothing older is shown later. The oldest goes first.
   * To be called again where it has grown.
   */
  detach(item: Item): void
  watched(): Iterable<Item>
}

/** The topics that are watched, and on a client the last of those that were. */
export function createTopicStore<Item extends Remembered>(isServer: boolean): TopicStore<Item> {
  const watched = new Map<string, Item>()
  /** The one that was let go of last comes last. Each is measured as it comes. */
  const detached = new Map<string, readonly [item: Item, bytes: number]>()
  let total = 0
  const get = (key: string) => watched.get(key) ?? detached.get(key)?.[0]

  function forget(key: string) {
    total -= detached.get(key)?.[1] ?? 0
    detached.delete(key)
  }

  return {
    get,
    open(key, create) {
      const item = get(key) ?? create()
      forget(key)
      watched.set(key, item)
      return item
    },
    detach(item) {
      const { key } = item
      // It may have been forgotten while a request of its ran, and the key been opened anew.
      if (get(key) !== item) return
      watched.delete(key)
      forget(key)
      if (isServer) return
      const ownBytes = item.getBytes?.() ?? 4_000
      detached.set(key, [item, ownBytes])
      total += ownBytes
      // The last stays, however large it is.
      for (const [oldest, [, bytes]] of detached) {
        if (total - bytes < retainedBytes) return
        forget(oldest)
      }
    },
    watched: () => watched.values(),
  }
}

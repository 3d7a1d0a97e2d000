import type { Feed, FeedData } from '../../core/contract/feed.js'
import type { FeedRange } from '../../core/contract/fetchContext.js'
import type { Topic } from '../../core/contract/topic.js'
import type { Engine } from '../../core/engine/engine.js'
import { watchFeed } from '../../core/engine/feedCallbacks.js'
import { defaultFeedLimit } from '../../core/feed/defaultFeedLimit.js'
import { fetchRange } from '../../core/engine/fetchRange.js'
import { refillFeed } from '../../core/engine/refillFeed.js'
import { createFeedRows, type IterableFeedRows } from '../../core/feed/feedRows.js'
import { countOlder, createFeedSelector, type FeedShown, getOlderRange, viewFeed } from '../../core/feed/feedView.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { createLiveWatch, type LiveSnapshot, type WatchOptions } from './createLiveWatch.js'
import type { LiveFeed, LiveFeedOptions } from './useEngineFeed.js'

/** The options of a feed's hook that aren't React's, and the watchers' own. */
export interface WatchFeedOptions<T extends Topic, Item, Shown>
  extends WatchOptions, Pick<LiveFeedOptions<T, Item, Shown>, 'filter' | 'limit' | 'onEvents' | 'order' | 'select'> {}

/** One moment of a feed: all of it was true at once. Items and rows are those that the feed's hook shows. */
export interface LiveFeedSnapshot<Shown>
  extends
    Omit<LiveSnapshot<unknown>, 'data' | 'isSettled'>,
    Pick<LiveFeed<Shown>, 'hasOlder' | 'isPending' | 'items' | 'loadOlder' | 'rows'> {}

export interface WatchLiveFeedParameters<T extends Topic, Item, Shown> extends WatchFeedOptions<T, Item, Shown> {
  /** Nobody follows an undefined topic. */
  readonly topic: T | undefined
  readonly feed: Pick<Feed<T, Item>, 'identity' | 'position'>
  readonly select: (item: Item) => Shown
}

/** Nothing is known, or the topic is undefined. */
const none: FeedShown<never> = { items: [], removed: [], gaps: [], hasOlder: false }

/** Follows one feed for code outside React, through the cache of the hooks. Returns a function that stops it. */
export function watchLiveFeed<T extends Topic, Item, Shown>(
  client: OnwireClient,
  engine: Engine<T, FeedData<Item>>,
  parameters: WatchLiveFeedParameters<T, Item, Shown>,
  listener: (snapshot: LiveFeedSnapshot<Shown>) => void,
): () => void {
  const { feed, limit: step = defaultFeedLimit, onEvents, pollingIntervalMs, queryClient, topic } = parameters
  const handle = topic && engine.topic(topic)
  const query = { select: createFeedSelector<Item>(handle?.kind.fetch !== undefined) }
  let limit = step
  let live: FeedShown<Item> = none
  let view: WatchedView<Shown> | undefined
  let isStopped = false

  const toOptions = () => ({ topic, limit, pollingIntervalMs, query, queryClient })
  const watch = createLiveWatch(client, engine, toOptions(), ({ connection, data = none, error }) => {
    if (data !== live) view = undefined
    live = data
    view ??= toView(viewFeed(live, { limit }, feed), parameters)
    const { hasOlder, rows } = view
    listener({
      connection,
      error,
      hasOlder,
      rows,
      isPending: data === none && error === null,
      get items() {
        return rows.getItems()
      },
      loadOlder,
    })
  })
  const stopEvents =
    onEvents && !client.environment.isServer && handle
      ? watchFeed(handle, feed.identity, () => (isStopped ? undefined : onEvents))
      : undefined

  // Readers before may have wanted fewer.
  if (handle && !client.environment.isServer) void refillFeed(engine, handle, feed, { limit: step, hasGrown: false })

  function changeLimit(by: number) {
    limit += by
    view = undefined
    watch.update(toOptions())
  }

  async function loadOlder(range?: FeedRange) {
    const data = handle?.getData()
    const wanted = range ?? (data && getOlderRange(data, feed.position))
    if (!handle || !wanted || isStopped) return
    // Another reader of the same feed may have asked for more than is shown here.
    const isAtHand = !range && countOlder(viewFeed(live, { limit }, feed), live, feed) >= step
    changeLimit(step)
    try {
      if (!isAtHand) await fetchRange(engine, handle, wanted, limit)
    } catch (error) {
      changeLimit(-step)
      throw error
    }
  }

  return () => {
    isStopped = true
    watch.stop()
    stopEvents?.()
  }
}

/** A feed as it is shown: made once for all moments in which only the connection changes. */
interface WatchedView<Shown> {
  readonly hasOlder: boolean
  readonly rows: IterableFeedRows<Shown>
}

function toView<T extends Topic, Item, Shown>(
  shown: FeedShown<Item>,
  { feed, filter, order, select: toShown }: WatchLiveFeedParameters<T, Item, Shown>,
): WatchedView<Shown> {
  const items = filter ? shown.items.filter(filter) : shown.items
  const rows = createFeedRows(feed, { ...shown, items, toShown, isNewestFirst: order !== 'newest-last' })
  return { hasOlder: shown.hasOlder, rows }
}

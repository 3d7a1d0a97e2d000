'use client'

import { useMemo } from 'react'
import type { FeedChanges } from '../../core/feed/diffFeed.js'
import type { Engine } from '../../core/engine/engine.js'
import type { FeedData, ItemReader } from '../../core/contract/feed.js'
import type { FeedRange } from '../../core/contract/fetchContext.js'
import { fetchRange } from '../../core/engine/fetchRange.js'
import { createFeedRows, type FeedRows } from '../../core/feed/feedRows.js'
import {
  type FeedShown,
  getOlderRange,
  getUnseen,
  createFeedSelector,
  viewFeed,
  clearFeed,
  countOlder,
} from '../../core/feed/feedView.js'
import { defaultFeedLimit } from '../../core/feed/defaultFeedLimit.js'
import type { Topic } from '../../core/contract/topic.js'
import type { LiveQueryOverrides } from './liveQueryOptions.js'
import { queryFields, useEngineState, type LiveQueryState } from './useEngineState.js'
import { useFeedEvents } from './useFeedEvents.js'
import { useFeedView } from './useFeedView.js'
import { useTopicHandle } from './useTopicHandle.js'
import { toTracked } from './useTracked.js'

export type FeedOrder = 'newest-first' | 'newest-last'

export interface LiveFeedOptions<T extends Topic, Item, Shown> {
  /** How many items are kept, the newest; 100 by default. `loadOlder()` adds to it. */
  readonly limit?: number | undefined
  /** `'newest-first'` by default. */
  readonly order?: FeedOrder | undefined
  /** Makes the shown value of an item; the cache keeps the item itself. Called for the items in view. */
  readonly select?: ((item: Item) => Shown) | undefined
  /** Which items are shown; all by default. */
  readonly filter?: ((item: Item) => boolean) | undefined
  /**
   * Called for every change after the first answer, at most once a frame of the screen, also while paused.
   * No new item is left out, however small the limit. Changes of items beyond the limit are left out.
   * Items that `loadOlder()` brings are history, and no event.
   */
  readonly onEvents?: ((changes: FeedChanges<Item>) => void) | undefined
  /** Follows the topic; true by default. */
  readonly enabled?: boolean | undefined
  /** How often to poll at first while the socket is down, in ms; the client's by default. */
  readonly pollingIntervalMs?: number | undefined
  /** Options of TanStack Query that the hand-over doesn't depend on. */
  readonly query?:
    | Omit<LiveQueryOverrides<T, FeedData<Item>, FeedShown<Item>>, 'select' | 'placeholderData'>
    | undefined
}

/** A feed, and how it is kept up to date. Its fields are tracked; a rest, a spread and `JSON.stringify` read all. */
export type LiveFeed<Shown> = FeedFields<Shown> & LiveQueryState

interface FeedFields<Shown> {
  /** In the order that was asked for. */
  readonly items: readonly Shown[]
  /** The same with the gaps between them, each made when it is looked at. */
  readonly rows: FeedRows<Shown>
  /** How many have come since it was paused, as far as they are kept: 10 000 besides the limit. */
  readonly newCount: number
  readonly isPaused: boolean
  /** True where there is more before the first item. */
  readonly hasOlder: boolean
  /** True while older items, or a gap, are asked for. */
  readonly isLoadingOlder: boolean
  /** Keeps what is shown as it is. What comes meanwhile is counted, and kept up to the limit. */
  pause(): void
  resume(): void
  /** Shows only what comes from now on. */
  clear(): void
  /** Asks for what was before the first item, or for a gap. Rejects with an `OnwireError`. */
  loadOlder(range?: FeedRange): Promise<void>
}

/** How many items more are kept while a feed is paused, so that what is shown stays, and what comes can be counted. */
const pausedRoom = 10_000

/** Nothing is known, or the topic is undefined. */
const none: FeedShown<never> = { items: [], removed: [], gaps: [], hasOlder: false }

/** Follows one feed; an undefined topic disables it. The feed hooks of the protocols are made of this one. */
export function useEngineFeed<T extends Topic, Item, Shown>(
  engine: Engine<T, FeedData<Item>>,
  topic: T | undefined,
  feed: ItemReader<Item>,
  toShown: (item: Item) => Shown,
  options: Omit<LiveFeedOptions<T, Item, Shown>, 'select'>,
): LiveFeed<Shown> {
  const { enabled, filter, onEvents, order = 'newest-first', pollingIntervalMs, query } = options
  const handle = useTopicHandle(engine, topic)
  const { change, adjust, view } = useFeedView<Item>(handle?.key)
  const limit = (options.limit ?? defaultFeedLimit) + view.extra
  const isPollable = handle?.kind.fetch !== undefined
  const select = useMemo(() => createFeedSelector<Item>(isPollable), [isPollable])
  // While it is paused, there is room for what comes: what is shown isn't let go of.
  const meta = { ...query?.meta, limit: view.pausedAt ? limit + pausedRoom : limit }
  const state = useEngineState(engine, topic, { enabled, pollingIntervalMs, query: { ...query, meta, select } })
  useFeedEvents(enabled === false ? undefined : handle, feed, onEvents)

  const live = state.data ?? none
  const { cleared, pausedAt } = view
  const shown = useMemo(
    () => viewFeed(live, { cleared, limit, pausedAt }, feed),
    [cleared, feed, limit, live, pausedAt],
  )
  const rows = useMemo(() => {
    const items = filter ? shown.items.filter(filter) : shown.items
    return createFeedRows(feed, { ...shown, items, toShown, isNewestFirst: order === 'newest-first' })
  }, [feed, filter, order, shown, toShown])
  const unseen = useMemo(() => (pausedAt ? getUnseen(pausedAt, live, feed) : []), [feed, live, pausedAt])

  async function loadOlder(range?: FeedRange) {
    const data = handle?.getData()
    const wanted = range ?? (data && getOlderRange(data, feed.position))
    if (!handle || !wanted || enabled === false) return
    const more = options.limit ?? defaultFeedLimit
    // Another reader of the same feed may have asked for more than is shown here.
    const isAtHand = !range && !cleared && countOlder(shown, live, feed) >= more
    change(({ extra, loading }) => ({ extra: extra + more, loading: loading + 1, cleared: undefined }))
    try {
      if (!isAtHand) await fetchRange(engine, handle, wanted, limit)
    } catch (error) {
      adjust(({ extra }) => ({ extra: extra - more }))
      throw error
    } finally {
      adjust(({ loading }) => ({ loading: loading - 1 }))
    }
  }

  const own = {
    get items() {
      return rows.getItems()
    },
    rows,
    newCount: (filter ? unseen.filter(filter) : unseen).length,
    isPaused: pausedAt !== undefined,
    hasOlder: shown.hasOlder,
    isLoadingOlder: view.loading > 0,
    pause: () => change(() => ({ pausedAt: pausedAt ?? live })),
    resume: () => change(() => ({ pausedAt: undefined })),
    clear: () => change(() => ({ cleared: clearFeed(live, feed), pausedAt: undefined })),
    loadOlder,
  }
  return toTracked(own, ['connection', ...queryFields], (name) => state[name])
}

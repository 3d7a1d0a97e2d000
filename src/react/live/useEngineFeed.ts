'use client'

import { useMemo, useSyncExternalStore } from 'react'
import type { FeedChanges } from '../../core/feed/diffFeed.js'
import type { Engine } from '../../core/engine/engine.js'
import type { FeedData, FeedProgress, FeedProgressSource, ItemReader } from '../../core/contract/feed.js'
import type { FeedRange } from '../../core/contract/fetchContext.js'
import { fetchRange } from '../../core/engine/fetchRange.js'
import { createFeedRows, type IterableFeedRows } from '../../core/feed/feedRows.js'
import {
  type FeedShown,
  getOlderRange,
  getUnseen,
  createFeedSelector,
  viewFeed,
  clearFeed,
  countOlder,
} from '../../core/feed/feedView.js'
import type { FeedGap } from '../../core/feed/gaps.js'
import { defaultFeedLimit } from '../../core/feed/defaultFeedLimit.js'
import type { Priority } from '../../core/topic/liveTopicContract.js'
import type { Topic } from '../../core/contract/topic.js'
import type { LiveQueryOverrides } from './liveQueryOptions.js'
import { queryFields, useEngineState, type LiveQueryState } from './useEngineState.js'
import { useFeedEvents } from './useFeedEvents.js'
import { useFeedRefill } from './useFeedRefill.js'
import { useFeedView } from './useFeedView.js'
import { useTopicHandle } from './useTopicHandle.js'
import { toTracked } from './useTracked.js'

export type FeedOrder = 'newest-first' | 'newest-last'

export interface LiveFeedOptions<T extends Topic, Item, Shown> {
  /**
   * How many items are kept, the newest; 100 by default. `loadOlder()` adds to it. Where it grows, older items are
   * asked for by themselves.
   */
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
   * Items that `loadOlder()` brings are history, and no event. Where too much came at once, or nobody could be asked,
   * `missed` names the stretch that won't be told.
   */
  readonly onEvents?: ((changes: FeedChanges<Item>) => void) | undefined
  /** Follows the topic; true by default. */
  readonly enabled?: boolean | undefined
  /** How often to poll at first while the socket is down, in ms; the client's by default. */
  readonly pollingIntervalMs?: number | undefined
  /** `'low'` for what is out of view: other topics are asked for first. `'high'` by default. */
  readonly priority?: Priority | undefined
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
  readonly rows: IterableFeedRows<Shown>
  /** How many have come since it was paused, as far as they are kept: 10 000 besides the limit. */
  readonly newCount: number
  readonly isPaused: boolean
  /** True where there is more before the first item. */
  readonly hasOlder: boolean
  /** True while older items, or a gap, are asked for. */
  readonly isLoadingOlder: boolean
  /** How far a long reading has come, in positions, where the protocol tells. Undefined while there is none. */
  readonly progress: FeedProgress | undefined
  /** Keeps what is shown as it is. What comes meanwhile is counted, and kept up to the limit. */
  pause(): void
  resume(): void
  /** Shows only what comes from now on. */
  clear(): void
  /** Shows a gap no more that nobody wants to load. It is the gap of one of `rows`. */
  dismissGap(gap: Pick<FeedGap, 'from'>): void
  /** Asks for what was before the first item, or for a gap. Rejects with an `OnwireError`. */
  loadOlder(range?: FeedRange): Promise<void>
}

/** How many items more are kept while a feed is paused, so that what is shown stays, and what comes can be counted. */
const pausedRoom = 10_000

/** Reads a feed's items, and says how far its readings have come. */
export interface FollowedFeed<T extends Topic, Item> extends ItemReader<Item> {
  readonly progress?: FeedProgressSource<T>
}

const feedFields = /* @__PURE__ */ Object.assign({ connection: undefined }, queryFields)

const getNothing = () => undefined
const watchNothing = () => getNothing

/** Nothing is known, or the topic is undefined. */
const none: FeedShown<never> = { items: [], removed: [], gaps: [], hasOlder: false }

/** Follows one feed; an undefined topic disables it. The feed hooks of the protocols are made of this one. */
export function useEngineFeed<T extends Topic, Item, Shown>(
  engine: Engine<T, FeedData<Item>>,
  topic: T | undefined,
  feed: FollowedFeed<T, Item>,
  toShown: (item: Item) => Shown,
  options: Omit<LiveFeedOptions<T, Item, Shown>, 'select'>,
): LiveFeed<Shown> {
  const { enabled, filter, onEvents, order = 'newest-first', pollingIntervalMs, priority, query } = options
  const handle = useTopicHandle(engine, topic)
  const { change, adjust, view } = useFeedView<Item>(handle?.key)
  const limit = (options.limit ?? defaultFeedLimit) + view.extra
  const isPollable = handle?.kind.fetch !== undefined
  const select = useMemo(() => createFeedSelector<Item>(isPollable), [isPollable])
  // While it is paused, there is room for what comes: what is shown isn't let go of.
  const kept = view.pausedAt ? limit + pausedRoom : limit
  const feedQuery = useMemo(() => ({ ...query, meta: { ...query?.meta, limit: kept }, select }), [kept, query, select])
  const state = useEngineState(engine, topic, { enabled, pollingIntervalMs, priority, query: feedQuery })
  const followed = enabled === false ? undefined : handle
  useFeedEvents(followed, feed, onEvents)
  useFeedRefill(engine, followed, feed, options.limit ?? defaultFeedLimit, state.data !== undefined)

  const getProgress = () => (topic && handle ? feed.progress?.get(topic) : undefined)
  const progress = useSyncExternalStore(feed.progress?.watch ?? watchNothing, getProgress, getNothing)

  const live = state.data ?? none
  const { cleared, dismissed, pausedAt } = view
  const shown = useMemo(
    () => viewFeed(live, { cleared, dismissed, limit, pausedAt }, feed),
    [cleared, dismissed, feed, limit, live, pausedAt],
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
      if (!isAtHand) await fetchRange(engine, handle, wanted, limit + more)
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
    progress,
    pause: () => change(() => ({ pausedAt: pausedAt ?? live })),
    resume: () => change(() => ({ pausedAt: undefined })),
    dismissGap: ({ from }: Pick<FeedGap, 'from'>) => change((last) => ({ dismissed: [...last.dismissed, from] })),
    clear: () => change(() => ({ cleared: clearFeed(live, feed), pausedAt: undefined })),
    loadOlder,
  }
  return toTracked<LiveFeed<Shown>, keyof typeof feedFields>(own, feedFields, (name) => state[name])
}

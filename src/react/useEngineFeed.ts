'use client'

import { useCallback, useMemo, useState } from 'react'
import type { FeedChanges } from '../core/diffFeed.js'
import type { Engine } from '../core/engine.js'
import type { Feed, FeedData, FeedRange } from '../core/feed.js'
import { createFeedRows, type FeedRows } from '../core/feedRows.js'
import { type FeedShown, getOlderRange, getUnseen, toFeedShown, viewFeed } from '../core/feedShown.js'
import { defaultLimit } from '../core/followerContract.js'
import type { Topic } from '../core/protocol.js'
import type { LiveQueryBag } from './liveQueryOptions.js'
import { useEngineState, type LiveState } from './useEngineState.js'
import { useFeedEvents } from './useFeedEvents.js'
import { useFeedView } from './useFeedView.js'

export type FeedOrder = 'newest-first' | 'newest-last'

export interface LiveFeedOptions<T extends Topic, Item, Shown> {
  /** How many items are kept, the newest; 100 by default. `loadOlder()` adds to it. */
  readonly limit?: number | undefined
  /** `'newest-first'` by default. */
  readonly order?: FeedOrder | undefined
  /** What is shown of an item; the cache keeps it as it was told. Called for what is looked at. */
  readonly select?: ((item: Item) => Shown) | undefined
  /** Which items are shown; all by default. */
  readonly filter?: ((item: Item) => boolean) | undefined
  /** Called after the first answer for whatever happens, at most once a frame of the screen, also while paused. Nothing is left out, however small the limit. */
  readonly onEvents?: ((changes: FeedChanges<Item>) => void) | undefined
  /** Whether to follow it at all; true by default. */
  readonly enabled?: boolean | undefined
  /** How often to poll at first while the socket is down, in ms; the client's by default. */
  readonly pollingIntervalMs?: number | undefined
  /** Options of TanStack Query that the hand-over doesn't depend on. */
  readonly query?: Omit<LiveQueryBag<T, FeedData<Item>, FeedShown<Item>>, 'select' | 'placeholderData'> | undefined
}

/** A feed, and how it is kept up to date. Its fields are tracked: take them apart, don't spread the whole. */
export interface LiveFeed<Shown> extends Omit<LiveState<unknown>, 'data' | 'isSettled'> {
  /** In the order that was asked for. */
  readonly items: readonly Shown[]
  /** The same with the gaps between them, each made when it is looked at. */
  readonly rows: FeedRows<Shown>
  /** How many have come since it was paused. */
  readonly newCount: number
  readonly isPaused: boolean
  /** Whether there is more before the first. */
  readonly hasOlder: boolean
  /** Whether older items, or a gap, are being asked for. */
  readonly isLoadingOlder: boolean
  /** Keeps what is shown as it is. What comes meanwhile is counted, and kept up to the limit. */
  pause(): void
  resume(): void
  /** Shows only what comes from now on. */
  clear(): void
  /** Asks for what was before the first item, or for a gap. Rejects with an `OnwireError`. */
  loadOlder(range?: FeedRange): Promise<void>
}

/** Nothing is known, or the topic is undefined. */
const none: FeedShown<never> = { items: [], removed: [], gaps: [], hasOlder: false }

/** Follows one feed; an undefined topic disables it. The feed hooks of the protocols are made of this one. */
export function useEngineFeed<T extends Topic, Item, Shown>(
  engine: Engine<T, FeedData<Item>>,
  topic: T | undefined,
  feed: Pick<Feed<T, Item>, 'identity' | 'position'>,
  toShown: (item: Item) => Shown,
  options: Omit<LiveFeedOptions<T, Item, Shown>, 'select'>,
): LiveFeed<Shown> {
  const { enabled, filter, onEvents, order = 'newest-first', pollingIntervalMs, query } = options
  const { change, view } = useFeedView<Item>(topic && engine.protocol.key(topic))
  const limit = (options.limit ?? defaultLimit) + view.extra
  const [selector] = useState(() => createSelector<Item>())
  const isPollable = topic !== undefined && engine.protocol.stateOf(topic).fetch !== undefined
  const select = useCallback((data: FeedData<Item>) => selector(data, isPollable), [selector, isPollable])
  // While it is paused, there is room for as many again: what is shown isn't let go of.
  const meta = { ...query?.meta, limit: view.pausedAt ? 2 * limit : limit }
  const state = useEngineState(engine, topic, { enabled, pollingIntervalMs, query: { ...query, meta, select } })
  useFeedEvents(engine, enabled === false ? undefined : topic, feed, onEvents)

  const live = state.data ?? none
  const { clearedAt, pausedAt } = view
  const shown = useMemo(
    () => viewFeed(live, { clearedAt, limit, pausedAt, position: feed.position }),
    [clearedAt, feed, limit, live, pausedAt],
  )
  const rows = useMemo(() => {
    const items = filter ? shown.items.filter(filter) : shown.items
    return createFeedRows(feed, { ...shown, items, toShown, isNewestFirst: order === 'newest-first' })
  }, [feed, filter, order, shown, toShown])
  const unseen = pausedAt ? getUnseen(shown, live) : []

  async function loadOlder(range?: FeedRange) {
    const data = topic && engine.getData(topic)
    const wanted = range ?? (data && getOlderRange(data, feed.position))
    if (!topic || !wanted) return
    change(({ extra, loading }) => ({
      extra: extra + (options.limit ?? defaultLimit),
      loading: loading + 1,
      clearedAt: undefined,
    }))
    try {
      await engine.fill(topic, wanted)
    } finally {
      change(({ loading }) => ({ loading: loading - 1 }))
    }
  }

  return Object.create(state, {
    items: { get: () => rows.getItems() },
    rows: { value: rows },
    newCount: { value: (filter ? unseen.filter(filter) : unseen).length },
    isPaused: { value: pausedAt !== undefined },
    hasOlder: { value: shown.hasOlder },
    isLoadingOlder: { value: view.loading > 0 },
    pause: { value: () => change(() => ({ pausedAt: pausedAt ?? live })) },
    resume: { value: () => change(() => ({ pausedAt: undefined })) },
    clear: { value: () => change(() => ({ clearedAt: live.items.at(-1), pausedAt: undefined })) },
    loadOlder: { value: loadOlder },
  })
}

/** Gives the same back as long as nothing changes that is seen, so that nothing is rendered for an answer without news. */
function createSelector<Item>() {
  let last: FeedShown<Item> | undefined
  return (data: FeedData<Item>, isPollable: boolean) => (last = toFeedShown(last, data, isPollable))
}

import type { ReactNode } from 'react'
import { LogFeed } from '../../src/exports/covalent.js'
import * as onwire from '../../src/exports/index.js'
import { describeConformance, type PartUnderTest } from './conformance.js'
import { toFeed, toLog } from './logFeeds.js'

const offline = { status: 'disconnected', transport: 'polling' } as const
const [event, gap] = [toLog(1), { from: 2, to: 3, isPending: true }]
const { FeedRoot } = onwire
const inRoot = (feed: onwire.FeedSource) => (children: ReactNode) => <FeedRoot feed={feed}>{children}</FeedRoot>
const inGap = (children: ReactNode) =>
  inRoot(feed)(<onwire.FeedGapRow gap={{ from: 2, to: 3, isPending: false }} button={children} />)
const inItem = (children: ReactNode) => <LogFeed.Item event={event}>{children}</LogFeed.Item>

const feed = toFeed([event], { hasOlder: true, isPaused: true, newCount: 1 })
const order = ['data-order', 'newest-first'] as const
const part = (name: string, part: unknown, slot: string, more: Partial<PartUnderTest> = {}): PartUnderTest => ({
  name,
  // A part's own props differ; what is asked of it here doesn't.
  part: part as PartUnderTest['part'],
  slot,
  attribute: order,
  ...more,
})

const root = { wrap: inRoot(feed), needs: '<FeedRoot feed={…}>' }
const item = {
  wrap: inItem,
  needs: '<LogFeed.Item event={…}>',
  attribute: ['data-event', 'Transfer'] as const,
}

const parts: readonly PartUnderTest[] = [
  part('FeedRoot', onwire.FeedRoot, 'feed', { props: { feed } }),
  part('FeedHeader', onwire.FeedHeader, 'header', root),
  part('FeedPauseButton', onwire.FeedPauseButton, 'pause-button', root),
  part('FeedClearButton', onwire.FeedClearButton, 'clear-button', root),
  part('FeedNotice', onwire.FeedNotice, 'notice', {
    ...root,
    wrap: inRoot(toFeed([], { error: new Error('503'), connection: offline })),
  }),
  part('FeedViewport', onwire.FeedViewport, 'feed-viewport', root),
  part('FeedNewItems', onwire.FeedNewItems, 'feed-new', root),
  part('FeedLoadOlder', onwire.FeedLoadOlder, 'feed-older', root),
  part('FeedLoading', onwire.FeedLoading, 'feed-loading', { ...root, wrap: inRoot(toFeed([], { isPending: true })) }),
  part('FeedEmpty', onwire.FeedEmpty, 'feed-empty', { ...root, wrap: inRoot(toFeed([])) }),
  part('FeedList', onwire.FeedList, 'feed-list', { ...root, props: { children: () => 'row' } }),
  part('FeedGapRow', onwire.FeedGapRow, 'feed-gap', { ...root, attribute: ['data-state', 'pending'], props: { gap } }),
  part('FeedGapLoadButton', onwire.FeedGapLoadButton, 'load-button', {
    wrap: inGap,
    needs: '<FeedGapRow gap={…}>',
    attribute: ['data-state', 'left'],
  }),
  part('FeedListRow', onwire.FeedListRow, 'feed-row', {
    attribute: ['data-type', 'item'],
    props: { row: { type: 'item', key: '1', item: event, isRemoved: false } },
  }),
  part('FeedItem', onwire.FeedItem, 'feed-item', { attribute: ['data-removed', ''], props: { isRemoved: true } }),
  part('CopyButton', onwire.CopyButton, 'copy', {
    attribute: ['data-state', 'idle'],
    props: { text: '0x1', what: 'hash' },
  }),
  part('LogFeedView', LogFeed.View, 'feed', { props: { feed } }),
  part('LogFeedRoot', LogFeed.Root, 'feed', { props: { feed } }),
  part('LogFeedList', LogFeed.List, 'feed-list', { wrap: inRoot(feed) }),
  part('LogFeedGap', LogFeed.Gap, 'feed-gap', {
    wrap: inRoot(feed),
    attribute: ['data-state', 'pending'],
    props: { gap },
  }),
  part('LogFeedItem', LogFeed.Item, 'feed-item', {
    attribute: ['data-removed', ''],
    props: { event, isRemoved: true },
  }),
  part('LogFeed.Title', LogFeed.Title, 'log-title', item),
  part('LogFeed.Contract', LogFeed.Contract, 'log-contract', item),
  part('LogFeed.Time', LogFeed.Time, 'log-time', item),
  part('LogFeed.Params', LogFeed.Params, 'log-params', item),
  part('LogFeed.Block', LogFeed.Block, 'log-block', item),
  part('LogFeed.TransactionLink', LogFeed.TransactionLink, 'transaction', {
    ...item,
    attribute: ['title', event.tx_hash],
  }),
  part('LogFeed.CopyButton', LogFeed.CopyButton, 'copy', { ...item, attribute: ['data-state', 'idle'] }),
]

for (const part of parts) describeConformance(part)

import type { ReactNode } from 'react'
import { createFeedRows } from '../../src/core/feed/feedRows.js'
import {
  type Intent,
  IntentDetails,
  IntentDetailsFact,
  intentFeed,
  IntentList,
  IntentTimeline,
  MempoolStats,
} from '../../src/exports/fusion.js'
import { SimulatedFusionProvider } from '../../src/exports/testing-fusion.js'
import { describeConformance, type PartUnderTest } from './conformance.js'
import { createManualTime } from './support/createManualTime.js'

const intent: Intent = {
  intentId: '0xabc',
  status: 'matched',
  fromChain: 1,
  toChain: 'base',
  amount: '1',
  solver: '0xdef',
  since: 1_765_989_800_000,
  txHashes: [],
  reachedAt: {},
  clocks: {},
}
const toShown = (shown: Intent) => shown
const feed = {
  rows: createFeedRows(intentFeed, { items: [intent], gaps: [], removed: [], isNewestFirst: true, toShown }),
  newCount: 0,
  isPaused: false,
  hasOlder: false,
  isLoadingOlder: false,
  isPending: false,
  error: null,
  connection: { status: 'reconnecting', isStale: true, isPollable: false } as const,
  refetch: () => {},
  pause: () => {},
  resume: () => {},
  clear: () => {},
  loadOlder: () => Promise.resolve(),
}

const { clock } = createManualTime()
const inSetup = (children: ReactNode) => (
  <SimulatedFusionProvider scenario="happy-path" clock={clock}>
    {children}
  </SimulatedFusionProvider>
)
const inRoot = (children: ReactNode) => <IntentList.Root feed={feed}>{children}</IntentList.Root>
const inItem = (children: ReactNode) => <IntentList.Item intent={intent}>{children}</IntentList.Item>

const root = { wrap: inRoot, needs: '<FeedRoot feed={…}>', attribute: ['data-order', 'newest-first'] } as const
const item = {
  wrap: inItem,
  needs: '<IntentList.Item intent={…}>',
  attribute: ['data-status', 'matched'],
} as const

// A part's own props differ; what is asked of it here doesn't.
const tested = (part: unknown) => part as PartUnderTest['part']

const parts: readonly PartUnderTest[] = [
  {
    name: 'IntentDetails',
    part: tested(IntentDetails),
    slot: 'facts',
    props: { intent },
    attribute: ['data-status', 'matched'],
  },
  {
    name: 'IntentDetailsFact',
    part: tested(IntentDetailsFact),
    slot: 'fact',
    props: { name: 'solver', children: '0xdef' },
    attribute: ['data-name', 'solver'],
  },
  {
    name: 'IntentTimeline',
    part: tested(IntentTimeline),
    slot: 'timeline',
    attribute: ['data-phase', 'unknown'],
    props: { intentId: '0xabc' },
    wrap: inSetup,
  },
  {
    name: 'IntentList',
    part: tested(IntentList),
    slot: 'feed',
    attribute: ['data-order', 'newest-first'],
    wrap: inSetup,
  },
  {
    name: 'IntentList.View',
    part: tested(IntentList.View),
    slot: 'feed',
    attribute: ['data-stale', ''],
    props: { feed },
  },
  {
    name: 'IntentList.Root',
    part: tested(IntentList.Root),
    slot: 'feed',
    attribute: ['data-stale', ''],
    props: { feed },
  },
  {
    name: 'IntentList.Notice',
    part: tested(IntentList.Notice),
    slot: 'notice',
    props: { connection: feed.connection },
    ...root,
  },
  // By the name of the part that it is made of.
  { name: 'FeedList', part: tested(IntentList.List), slot: 'feed-list', ...root },
  {
    name: 'IntentList.Item',
    part: tested(IntentList.Item),
    slot: 'feed-item',
    attribute: ['data-removed', ''],
    props: { intent: { ...intent, presence: 'removed' } },
  },
  { name: 'IntentList.Id', part: tested(IntentList.Id), slot: 'intent-id', ...item },
  { name: 'IntentList.Status', part: tested(IntentList.Status), slot: 'badge', ...item },
  { name: 'IntentList.Route', part: tested(IntentList.Route), slot: 'intent-route', ...item },
  { name: 'IntentList.Amount', part: tested(IntentList.Amount), slot: 'intent-amount', ...item },
  { name: 'IntentList.Solver', part: tested(IntentList.Solver), slot: 'intent-solver', ...item },
  { name: 'IntentList.Age', part: tested(IntentList.Age), slot: 'intent-age', ...item },
  { name: 'MempoolStats', part: tested(MempoolStats), slot: 'stats', attribute: ['data-pending', ''], wrap: inSetup },
  {
    name: 'MempoolStats.View',
    part: tested(MempoolStats.View),
    slot: 'stats',
    attribute: ['data-stale', ''],
    props: { connection: feed.connection },
  },
  {
    name: 'MempoolStats.Item',
    part: tested(MempoolStats.Item),
    slot: 'stat',
    attribute: ['data-name', 'total'],
    props: { name: 'total', count: 1 },
    wrap: (children) => <dl>{children}</dl>,
  },
]

for (const part of parts) describeConformance(part)

import {
  ConnectionIndicator,
  CopyButton,
  FeedClearButton,
  FeedEmpty,
  FeedGapLoadButton,
  FeedGapRow,
  FeedHeader,
  FeedItem,
  FeedList,
  FeedListRow,
  FeedLoading,
  FeedLoadOlder,
  FeedNewItems,
  FeedNotice,
  FeedPauseButton,
  FeedProgress,
  FeedRoot,
  type FeedSource,
  FeedViewport,
  ReconnectButton,
  RetryButton,
  StatusBadge,
  StatusTimeline,
  type Timeline,
  TransactionLink,
} from 'onwire'
import { LogFeed } from 'onwire/covalent'
import { TransactionTimeline } from 'onwire/evm'
import {
  IntentCompact,
  IntentDetails,
  IntentDetailsFact,
  IntentList,
  IntentTimeline,
  MempoolStats,
} from 'onwire/fusion'
import { RelayStatusCompact, RelayStatusList, RelayStatusTimeline } from 'onwire/relay'
import { SimulatedCovalentProvider } from 'onwire/testing/covalent'
import { SimulatedEvmProvider } from 'onwire/testing/evm'
import { SimulatedFusionProvider } from 'onwire/testing/fusion'
import { SimulatedRelayProvider } from 'onwire/testing/relay'
import { SimulatedWebhookRelayProvider } from 'onwire/testing/webhook-relay'
import { WebhookFeed } from 'onwire/webhook-relay'
import type { ComponentType, CSSProperties, ReactElement, ReactNode } from 'react'
import { getChainName } from './fusion.js'
import { intent, stats } from './intents.js'
import { toFeed, toRows, toTransfer } from './logs.js'
import { clock, topSpeed } from './speed.js'
import { getTransactionHref, timelines } from './timelines.js'
import { toWebhook, toWebhookFeed } from './webhooks.js'

/** A part is restyled by these. */
export interface Restyling {
  readonly className?: string
  readonly style?: CSSProperties
  readonly render?: ReactElement
}

/** Draws one part, in all that it needs around it. */
export type Example = (restyling: Restyling) => ReactElement

/** A part's own props differ; what is asked of it here doesn't. */
const draw =
  (
    part: unknown,
    props: object = {},
    wrap: (children: ReactNode) => ReactElement = (children) => <>{children}</>,
  ): Example =>
  (restyling) => {
    const Part = part as ComponentType<Restyling>
    return wrap(<Part {...props} {...restyling} />)
  }

const failed: Timeline = { ...timelines.failure, summary: { id: `0x${'ae08'.repeat(16)}`, from: { chain: 10 } } }
const inTimeline = (timeline: Timeline) => (children: ReactNode) => (
  <StatusTimeline.Root timeline={timeline} getTransactionHref={getTransactionHref}>
    {children}
  </StatusTimeline.Root>
)
const inRoot = inTimeline(timelines.processing)
const step = timelines.processing.steps[0]!
const inItem = (children: ReactNode) =>
  inRoot(<StatusTimeline.List>{<StatusTimeline.Item step={step}>{children}</StatusTimeline.Item>}</StatusTimeline.List>)
const currentStep = timelines.waiting.steps[0]!
const inCurrentItem = (children: ReactNode) =>
  inTimeline(timelines.waiting)(
    <StatusTimeline.List>
      {<StatusTimeline.Item step={currentStep}>{children}</StatusTimeline.Item>}
    </StatusTimeline.List>,
  )

const down = { status: 'disconnected', reason: 'refused', transport: 'polling', reconnect: () => {} } as const
const gap = { from: 21_414_100, to: 21_414_140, isPending: false }
const event = toTransfer(0)
const rows = toRows([event, gap, toTransfer(9)])
const feed = toFeed(rows, { hasOlder: true })
const inFeed = (source: FeedSource) => (children: ReactNode) => <FeedRoot feed={source}>{children}</FeedRoot>
const inThisFeed = inFeed(feed)
const inViewport = (source: FeedSource) => (children: ReactNode) =>
  inFeed(source)(<FeedViewport>{children}</FeedViewport>)
const inLog = (children: ReactNode) => inThisFeed(<LogFeed.Item event={event}>{children}</LogFeed.Item>)

const webhook = toWebhook(0)
const webhooks = toWebhookFeed([webhook, toWebhook(1)])
const inWebhookFeed = (children: ReactNode) => <WebhookFeed.Root feed={webhooks}>{children}</WebhookFeed.Root>
const inWebhook = (children: ReactNode) =>
  inWebhookFeed(<WebhookFeed.Item webhook={webhook}>{children}</WebhookFeed.Item>)

const intentRows = {
  count: 1,
  get: (index: number) =>
    index === 0 ? ({ type: 'item', key: intent.intentId, item: intent, isRemoved: false } as const) : undefined,
  getItems: () => [intent],
}
const lost = { status: 'reconnecting', isStale: true, isPollable: false } as const
const intents = { ...feed, hasOlder: false, rows: intentRows, connection: lost }
const inIntents = (children: ReactNode) => (
  <IntentList.Root feed={intents} getChainName={getChainName} onSelect={() => {}}>
    {children}
  </IntentList.Root>
)
const inIntent = (children: ReactNode) => inIntents(<IntentList.Item intent={intent}>{children}</IntentList.Item>)

const id = `0x${'7f2e'.repeat(16)}`
const names = new Map([
  [1, 'Ethereum'],
  [8453, 'Base'],
])
const inRelay = (children: ReactNode) => (
  <SimulatedRelayProvider scenario="happy-path" requestId={id} speed={topSpeed} clock={clock}>
    {children}
  </SimulatedRelayProvider>
)
const inRequests = (children: ReactNode) =>
  inRelay(
    <RelayStatusList.Root onSelect={() => {}} getChainName={(chain) => names.get(chain)}>
      {children}
    </RelayStatusList.Root>,
  )
const inRequest = (children: ReactNode) =>
  inRequests(<RelayStatusList.Item requestId={id}>{children}</RelayStatusList.Item>)
const inFusion = (children: ReactNode) => (
  <SimulatedFusionProvider scenario="happy-path" speed={topSpeed} clock={clock}>
    {children}
  </SimulatedFusionProvider>
)

/** Each public part, with all that it needs around it. */
export const partExamples: Readonly<Record<string, Example>> = {
  StatusTimeline: draw(StatusTimeline, { timeline: timelines.processing, getTransactionHref }),
  StatusTimelineCompact: draw(StatusTimeline.Compact, { timeline: timelines.processing }),
  StatusTimelineRoot: draw(StatusTimeline.Root, { timeline: timelines.processing, children: <StatusTimeline.List /> }),
  StatusTimelineHeader: draw(StatusTimeline.Header, { children: <StatusBadge /> }, inRoot),
  StatusTimelineSummary: draw(StatusTimeline.Summary, {}, inTimeline(failed)),
  StatusTimelineSupport: draw(StatusTimeline.Support, {}, inTimeline(failed)),
  StatusTimelineCopyIdButton: draw(StatusTimeline.CopyIdButton, {}, inTimeline(failed)),
  StatusTimelineNotice: draw(StatusTimeline.Notice, { children: 'It could not be loaded.', onRetry: () => {} }, inRoot),
  StatusTimelineList: draw(StatusTimeline.List, {}, inRoot),
  StatusTimelineItem: draw(StatusTimeline.Item, { step }, (children) =>
    inRoot(<StatusTimeline.List>{children}</StatusTimeline.List>),
  ),
  StatusTimelineConnector: draw(StatusTimeline.Connector, {}, inItem),
  StatusTimelineIndicator: draw(StatusTimeline.Indicator, {}, inItem),
  StatusTimelineContent: draw(StatusTimeline.Content, {}, inItem),
  StatusTimelineTitle: draw(StatusTimeline.Title, {}, inItem),
  StatusTimelineTime: draw(StatusTimeline.Time, {}, inItem),
  StatusTimelineDescription: draw(StatusTimeline.Description, {}, inCurrentItem),
  StatusTimelineTransactionLink: draw(StatusTimeline.TransactionLink, { transaction: step.transactions[0] }, inItem),

  StatusBadge: draw(StatusBadge, { timeline: timelines.processing }),
  ConnectionIndicator: draw(ConnectionIndicator, { connection: down }),
  ReconnectButton: draw(ReconnectButton, { connection: down }),
  RetryButton: draw(RetryButton),
  TransactionLink: draw(TransactionLink, { hash: id, href: `https://basescan.org/tx/${id}` }),

  FeedRoot: draw(FeedRoot, { feed, children: <FeedHeader>A header</FeedHeader> }),
  FeedHeader: draw(FeedHeader, { children: 'A header' }, inThisFeed),
  FeedPauseButton: draw(FeedPauseButton, {}, inThisFeed),
  FeedClearButton: draw(FeedClearButton, {}, inThisFeed),
  FeedProgress: draw(FeedProgress, {}, inFeed({ ...feed, progress: { done: 2, total: 5 } })),
  FeedNotice: draw(FeedNotice, {}, inFeed({ ...feed, error: new Error('503'), connection: down })),
  FeedViewport: draw(FeedViewport, { children: <LogFeed.List /> }, inThisFeed),
  FeedList: draw(FeedList, { children: (row: { readonly key: string }) => <p>{row.key}</p> }, inViewport(feed)),
  FeedListRow: draw(
    FeedListRow,
    { row: { type: 'item', key: '1', item: event, isRemoved: false }, children: 'A row' },
    (children) => <ol>{children}</ol>,
  ),
  FeedItem: draw(FeedItem, { children: 'An item', isRemoved: true }, inThisFeed),
  FeedGapRow: draw(FeedGapRow, { gap }, inThisFeed),
  FeedGapLoadButton: draw(FeedGapLoadButton, {}, (children) => inThisFeed(<FeedGapRow gap={gap} button={children} />)),
  FeedLoading: draw(FeedLoading, {}, inViewport(toFeed(toRows([]), { isPending: true }))),
  FeedEmpty: draw(FeedEmpty, {}, inViewport(toFeed(toRows([])))),
  FeedNewItems: draw(FeedNewItems, {}, inViewport({ ...feed, isPaused: true, newCount: 3 })),
  FeedLoadOlder: draw(FeedLoadOlder, {}, inViewport(feed)),
  CopyButton: draw(CopyButton, { text: id, what: 'hash' }),

  LogFeed: draw(
    LogFeed,
    { chain: 'eth-mainnet', address: '0x7be8076f4ea4a4ad08075c2508e481d6c946d12b' },
    (children) => (
      <SimulatedCovalentProvider scenario="quiet" speed={topSpeed} clock={clock}>
        {children}
      </SimulatedCovalentProvider>
    ),
  ),
  LogFeedView: draw(LogFeed.View, { feed, chain: 'eth-mainnet' }),
  LogFeedRoot: draw(LogFeed.Root, { feed, children: <FeedHeader>A header</FeedHeader> }),
  LogFeedList: draw(LogFeed.List, {}, inViewport(feed)),
  LogFeedItem: draw(LogFeed.Item, { event }, inThisFeed),
  LogFeedGap: draw(LogFeed.Gap, { gap }, inThisFeed),
  LogFeedTitle: draw(LogFeed.Title, {}, inLog),
  LogFeedBrief: draw(LogFeed.Brief, {}, inLog),
  LogFeedContract: draw(LogFeed.Contract, {}, inLog),
  LogFeedTime: draw(LogFeed.Time, {}, inLog),
  LogFeedParams: draw(LogFeed.Params, {}, inLog),
  LogFeedBlock: draw(LogFeed.Block, {}, inLog),
  LogFeedTransactionLink: draw(LogFeed.TransactionLink, {}, inLog),
  LogFeedCopyButton: draw(LogFeed.CopyButton, {}, inLog),

  WebhookFeed: draw(WebhookFeed, { buckets: ['my-bucket'] }, (children) => (
    <SimulatedWebhookRelayProvider scenario="steady" speed={topSpeed} clock={clock}>
      {children}
    </SimulatedWebhookRelayProvider>
  )),
  WebhookFeedView: draw(WebhookFeed.View, { feed: webhooks }),
  WebhookFeedRoot: draw(WebhookFeed.Root, { feed: webhooks, children: <FeedHeader>A header</FeedHeader> }),
  WebhookFeedList: draw(WebhookFeed.List, {}, (children) => inWebhookFeed(<FeedViewport>{children}</FeedViewport>)),
  WebhookFeedItem: draw(WebhookFeed.Item, { webhook }, inWebhookFeed),
  WebhookFeedEmpty: draw(WebhookFeed.Empty, {}, (children) => (
    <WebhookFeed.Root feed={toWebhookFeed([])}>
      <FeedViewport>{children}</FeedViewport>
    </WebhookFeed.Root>
  )),
  WebhookFeedMethod: draw(WebhookFeed.Method, {}, inWebhook),
  WebhookFeedQuery: draw(WebhookFeed.Query, {}, inWebhook),
  WebhookFeedBucket: draw(WebhookFeed.Bucket, {}, inWebhook),
  WebhookFeedStatus: draw(WebhookFeed.Status, {}, inWebhook),
  WebhookFeedTime: draw(WebhookFeed.Time, {}, inWebhook),
  WebhookFeedHeaders: draw(WebhookFeed.Headers, {}, inWebhook),
  WebhookFeedBody: draw(WebhookFeed.Body, {}, inWebhook),
  WebhookFeedCopyButton: draw(WebhookFeed.CopyButton, {}, inWebhook),

  IntentTimeline: draw(IntentTimeline, { intentId: id }, inFusion),
  IntentCompact: draw(IntentCompact, { intentId: id }, inFusion),
  IntentDetails: draw(IntentDetails, { intent, getChainName }),
  IntentDetailsFact: draw(IntentDetailsFact, { name: 'solver', children: '0x5e7d…' }, (children) => (
    <IntentDetails intent={intent}>{children}</IntentDetails>
  )),
  IntentList: draw(IntentList, { getChainName }, inFusion),
  IntentListView: draw(IntentList.View, { feed: intents, getChainName }),
  IntentListRoot: draw(IntentList.Root, { feed: intents, children: <FeedHeader>A header</FeedHeader> }),
  IntentListNotice: draw(IntentList.Notice, { connection: lost }, inIntents),
  IntentListList: draw(IntentList.List, {}, (children) => inIntents(<FeedViewport>{children}</FeedViewport>)),
  IntentListItem: draw(IntentList.Item, { intent }, inIntents),
  IntentListId: draw(IntentList.Id, {}, inIntent),
  IntentListStatus: draw(IntentList.Status, {}, inIntent),
  IntentListRoute: draw(IntentList.Route, {}, inIntent),
  IntentListAmount: draw(IntentList.Amount, {}, inIntent),
  IntentListSolver: draw(IntentList.Solver, {}, inIntent),
  IntentListAge: draw(IntentList.Age, {}, inIntent),
  MempoolStats: draw(MempoolStats, {}, inFusion),
  MempoolStatsView: draw(MempoolStats.View, { stats }),
  MempoolStatsItem: draw(MempoolStats.Item, { name: 'matched', count: 21 }, (children) => <dl>{children}</dl>),

  RelayStatusTimeline: draw(RelayStatusTimeline, { requestId: id }, inRelay),
  RelayStatusCompact: draw(RelayStatusCompact, { requestId: id }, inRelay),
  RelayStatusList: draw(RelayStatusList, { requestIds: [id] }, inRelay),
  RelayStatusListRoot: draw(RelayStatusList.Root, { children: <RelayStatusList.Item requestId={id} /> }, inRelay),
  RelayStatusListEmpty: draw(RelayStatusList.Empty, {}, inRequests),
  RelayStatusListItem: draw(RelayStatusList.Item, { requestId: id }, inRequests),
  RelayStatusListId: draw(RelayStatusList.Id, {}, inRequest),
  RelayStatusListStatus: draw(RelayStatusList.Status, {}, inRequest),
  RelayStatusListRoute: draw(RelayStatusList.Route, {}, inRequest),
  RelayStatusListAge: draw(RelayStatusList.Age, {}, inRequest),

  TransactionTimeline: draw(TransactionTimeline, { hash: id, chain: 1 }, (children) => (
    <SimulatedEvmProvider scenario="transaction-included" speed={topSpeed} clock={clock}>
      {children}
    </SimulatedEvmProvider>
  )),
}

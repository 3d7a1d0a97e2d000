export { CopyButton, type CopyButtonProps, type CopyButtonState } from '../components/feed/CopyButton.js'
export { FeedClearButton, type FeedClearButtonProps } from '../components/feed/FeedClearButton.js'
export { FeedEmpty, type FeedEmptyProps } from '../components/feed/FeedEmpty.js'
export { FeedGapLoadButton, type FeedGapLoadButtonProps } from '../components/feed/FeedGapLoadButton.js'
export type { FeedGapRowState } from '../components/feed/FeedGapContext.js'
export { FeedGapRow, type FeedGapRowProps } from '../components/feed/FeedGapRow.js'
export { FeedHeader, type FeedHeaderProps } from '../components/feed/FeedHeader.js'
export { FeedItem, type FeedItemProps, type FeedItemState } from '../components/feed/FeedItem.js'
export { FeedList, type FeedListProps } from '../components/feed/FeedList.js'
export { FeedListRow, type FeedListRowProps, type FeedListRowState } from '../components/feed/FeedListRow.js'
export { FeedLoading, type FeedLoadingProps } from '../components/feed/FeedLoading.js'
export { FeedLoadOlder, type FeedLoadOlderProps } from '../components/feed/FeedLoadOlder.js'
export { FeedNewItems, type FeedNewItemsProps } from '../components/feed/FeedNewItems.js'
export { FeedNotice, type FeedNoticeProps } from '../components/feed/FeedNotice.js'
export { FeedPauseButton, type FeedPauseButtonProps } from '../components/feed/FeedPauseButton.js'
export { FeedProgress, type FeedProgressProps } from '../components/feed/FeedProgress.js'
export { FeedRoot, type FeedRootProps, type FeedRootState } from '../components/feed/FeedRoot.js'
export { FeedViewport, type FeedViewportProps } from '../components/feed/FeedViewport.js'
export { defaultFeedMessages, type FeedMessages } from '../components/feed/feedMessages.js'
export type { FeedSource } from '../components/feed/feedSource.js'
export type { FeedState } from '../components/feed/toFeedState.js'
export type { FeedTail } from '../components/feed/useFeedTail.js'
export type { FeedContents } from '../components/feed/FeedContext.js'
export { useFeed, type UseFeedReturnType } from '../components/feed/useFeed.js'
export { useFeedRoot, type UseFeedRootReturnType } from '../components/feed/useFeedRoot.js'
export { defaultMessages } from '../components/messages/defaultMessages.js'
export type { ConnectionWord, Messages, PartialMessages, StepTitle } from '../components/messages/messages.js'
export {
  OnwireMessagesProvider,
  type OnwireMessagesProviderProps,
  useWords,
} from '../components/part/OnwireMessagesProvider.js'
export type { Words, WordsOptions } from '../components/messages/words.js'
export { createPart } from '../components/part/createPart.js'
export type {
  Part,
  PartDrawing,
  PartOptions,
  PartProps,
  RenderProps,
  UsePartAttributes,
  UsePartDrawing,
  UsePartParent,
} from '../components/part/createPart.js'
export type { PartState } from '../components/part/dataAttributes.js'
export type { PartContext, TimelineItem, TimelineRoot } from '../components/part/PartContext.js'
export {
  ConnectionIndicator,
  type ConnectionIndicatorProps,
  type ConnectionIndicatorState,
} from '../components/status/ConnectionIndicator.js'
export { ReconnectButton, type ReconnectButtonProps } from '../components/status/ReconnectButton.js'
export { RetryButton, type RetryButtonProps } from '../components/status/RetryButton.js'
export { StatusBadge, type StatusBadgeProps } from '../components/status/StatusBadge.js'
export type { ConnectionView } from '../components/status/toConnectionWord.js'
export type { TimelineState } from '../components/part/timelineState.js'
export type { ConnectionAttributes } from '../components/status/connectionAttributes.js'
export {
  TransactionLink,
  type TransactionLinkProps,
  type TransactionLinkState,
} from '../components/status/TransactionLink.js'
export { StatusTimeline, type StatusTimelineProps } from '../components/timeline/StatusTimeline.js'
export { StatusTimelineCompact, type StatusTimelineCompactProps } from '../components/timeline/StatusTimelineCompact.js'
export {
  StatusTimelineConnector,
  type StatusTimelineConnectorProps,
} from '../components/timeline/StatusTimelineConnector.js'
export { StatusTimelineContent, type StatusTimelineContentProps } from '../components/timeline/StatusTimelineContent.js'
export {
  StatusTimelineCopyIdButton,
  type StatusTimelineCopyIdButtonProps,
} from '../components/timeline/StatusTimelineCopyIdButton.js'
export {
  StatusTimelineDescription,
  type StatusTimelineDescriptionProps,
} from '../components/timeline/StatusTimelineDescription.js'
export { StatusTimelineHeader, type StatusTimelineHeaderProps } from '../components/timeline/StatusTimelineHeader.js'
export {
  StatusTimelineIndicator,
  type StatusTimelineIndicatorProps,
} from '../components/timeline/StatusTimelineIndicator.js'
export { StatusTimelineItem, type StatusTimelineItemProps } from '../components/timeline/StatusTimelineItem.js'
export { StatusTimelineList, type StatusTimelineListProps } from '../components/timeline/StatusTimelineList.js'
export { StatusTimelineNotice, type StatusTimelineNoticeProps } from '../components/timeline/StatusTimelineNotice.js'
export {
  StatusTimelineRoot,
  type StatusTimelineRootProps,
  type StatusTimelineRootState,
} from '../components/timeline/StatusTimelineRoot.js'
export { StatusTimelineSummary, type StatusTimelineSummaryProps } from '../components/timeline/StatusTimelineSummary.js'
export { StatusTimelineSupport, type StatusTimelineSupportProps } from '../components/timeline/StatusTimelineSupport.js'
export { defaultSummaryMessages, type SummaryMessages } from '../components/messages/summaryMessages.js'
export { StatusTimelineTime, type StatusTimelineTimeProps } from '../components/timeline/StatusTimelineTime.js'
export { StatusTimelineTitle, type StatusTimelineTitleProps } from '../components/timeline/StatusTimelineTitle.js'
export {
  StatusTimelineTransactionLink,
  type StatusTimelineTransactionLinkProps,
} from '../components/timeline/StatusTimelineTransactionLink.js'
export type { LiveTimeline, LiveTimelineOptions, LiveTimelineRootProps } from '../components/timeline/toLiveTimeline.js'
export type { ItemState } from '../components/part/timelineState.js'
export { usePacedTimeline } from '../components/timeline/usePacedTimeline.js'
export { useStep, type UseStepReturnType } from '../components/timeline/useStep.js'
export { useTimeline, type UseTimelineReturnType } from '../components/timeline/useTimeline.js'
export { useTimelineItem } from '../components/timeline/useTimelineItem.js'
export { useTimelineRoot } from '../components/timeline/useTimelineRoot.js'
export type {
  ConnectionInfo,
  ConnectionStatus,
  DisconnectReason,
  TopicInfo,
  TopicSource,
  TopicTransport,
} from '../core/contract/status.js'
export type { Diagnostic } from '../core/contract/diagnostics.js'
export type { Clock, Environment, Page, PageSignal } from '../core/contract/environment.js'
export type { FeedChanges } from '../core/feed/diffFeed.js'
export { OnwireError, type OnwireErrorFacts, RateLimitedError } from '../core/contract/errors.js'
export type {
  Feed,
  FeedAnswer,
  FeedChain,
  FeedHead,
  BlockHeader,
  FeedData,
  FeedPieces,
  FeedProgressSource,
} from '../core/contract/feed.js'
export type { FeedRange } from '../core/contract/fetchContext.js'
export { toFeedPiece } from '../core/feed/toFeedPiece.js'
export type { FeedGap } from '../core/feed/gaps.js'
export type { FeedRow, FeedRows, IterableFeedRows } from '../core/feed/feedRows.js'
export type { FeedShown } from '../core/feed/feedView.js'
export { createFeedProgress, type WritableFeedProgress } from '../core/feed/feedProgress.js'
export { createFeedState } from '../core/feed/feedState.js'
export { createHeartbeat, type HeartbeatOptions } from '../core/connection/heartbeat.js'
export type { CreateHeartbeat } from '../core/contract/heartbeat.js'
export { awaitPush } from '../core/utils/awaitPush.js'
export type { PushedTopic, PushedTopicEvent } from '../core/contract/pushedTopic.js'
export { createHello } from '../core/connection/hello.js'
export { createTrials } from '../core/connection/trials.js'
export type { BeginTrials, CreateTrials, Trials } from '../core/contract/trials.js'
export type { StartHello } from '../core/contract/hello.js'
export type { LinkContext } from '../core/contract/linkContext.js'
export type { Interval } from '../core/contract/feed.js'
export type { OutageEvent } from '../core/connection/outage.js'
export type { FetchContext } from '../core/contract/fetchContext.js'
export type { Finality, Source, Topic } from '../core/contract/topic.js'
export type { Incoming, Live, Liveness, LiveProtocol, Protocol, State } from '../core/contract/protocol.js'
export type {
  StepState,
  Timeline,
  TimelineOutcome,
  TimelinePhase,
  TimelineSide,
  TimelineStep,
  TimelineSummary,
  TimelineTransaction,
} from '../core/contract/timeline.js'
export type { CloseReason, Link, Transport, TransportEvents } from '../core/contract/transport.js'
export { createBrowserEnvironment } from '../react/client/browserEnvironment.js'
export { createOnwire, type OnwireClient, type OnwireOptions } from '../react/client/createOnwire.js'
export type { LiveError } from '../react/live/liveError.js'
export type { LiveQueryOverrides, LiveQueryOptions } from '../react/live/liveQueryOptions.js'
export {
  OnwireProvider,
  type OnwireProviderProps,
  useOnwire,
  type UseOnwireReturnType,
} from '../react/client/OnwireProvider.js'
export type { LiveQueryKey } from '../react/client/queryKey.js'
export {
  type ProtocolConnection,
  useConnectionStatus,
  type UseConnectionStatusParameters,
  type UseConnectionStatusReturnType,
} from '../react/live/useConnectionStatus.js'
export type { LiveState, LiveStateOptions } from '../react/live/useEngineState.js'
export type { FeedOrder, LiveFeed, LiveFeedOptions } from '../react/live/useEngineFeed.js'
export { useLiveFeed, type UseLiveFeedParameters, type UseLiveFeedReturnType } from '../react/live/useLiveFeed.js'
export { useLiveState, type UseLiveStateParameters, type UseLiveStateReturnType } from '../react/live/useLiveState.js'
export type { LiveSnapshot, WatchOptions } from '../react/live/createLiveWatch.js'
export type { LiveFeedSnapshot, WatchFeedOptions } from '../react/live/watchLiveFeed.js'
export { watchLiveState, type WatchLiveStateParameters } from '../react/live/watchLiveState.js'
export type { TopicConnection } from '../react/live/useTopicConnection.js'

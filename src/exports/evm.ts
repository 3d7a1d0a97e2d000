export { LogFeed, type LogFeedProps } from '../components/logs/LogFeed.js'
export { LogFeedBlock, type LogFeedBlockProps } from '../components/logs/LogFeedBlock.js'
export { LogFeedBrief, type LogFeedBriefProps } from '../components/logs/LogFeedBrief.js'
export { LogFeedContract, type LogFeedContractProps } from '../components/logs/LogFeedContract.js'
export { LogFeedCopyButton, type LogFeedCopyButtonProps } from '../components/logs/LogFeedCopyButton.js'
export { LogFeedGap, type LogFeedGapProps } from '../components/logs/LogFeedGap.js'
export { LogFeedItem, type LogFeedItemProps } from '../components/logs/LogFeedItem.js'
export { LogFeedList, type LogFeedListProps } from '../components/logs/LogFeedList.js'
export { LogFeedParams, type LogFeedParamsProps } from '../components/logs/LogFeedParams.js'
export { LogFeedRoot, type LogFeedRootProps } from '../components/logs/LogFeedRoot.js'
export { LogFeedTime, type LogFeedTimeProps } from '../components/logs/LogFeedTime.js'
export { LogFeedTitle, type LogFeedTitleProps } from '../components/logs/LogFeedTitle.js'
export { LogFeedTransactionLink, type LogFeedTransactionLinkProps } from '../components/logs/LogFeedTransactionLink.js'
export { LogFeedView, type LogFeedViewProps } from '../components/logs/LogFeedView.js'
export { defaultLogFeedMessages, type LogFeedMessages } from '../components/logs/logFeedMessages.js'
export { type LogState, useLogItem, type UseLogItemReturnType } from '../components/logs/useLogItem.js'
export { TransactionTimeline, type TransactionTimelineProps } from '../components/evm/TransactionTimeline.js'
export {
  useTransactionTimeline,
  type UseTransactionTimelineParameters,
  type UseTransactionTimelineReturnType,
} from '../components/evm/useTransactionTimeline.js'
export type { TransactionMessages, TransactionWordsSource } from '../components/transaction/transactionMessages.js'
export { evm, toEvmLogId } from '../protocols/evm/index.js'
export type {
  BlockHead,
  EvmData,
  EvmFinality,
  EvmOptions,
  EvmProtocol,
  EvmTopic,
  HeadTopic,
  TransactionTopic,
} from '../protocols/evm/index.js'
export { toLogEventUrl } from '../protocols/shared/logs/explorer.js'
export { type DecodedLog, type LogEvent, type LogParam } from '../protocols/shared/logs/logEvent.js'
export type { AddressLogsTopic, EventLogsTopic, LogsTopic, TopicFilter } from '../protocols/shared/logs/logsTopic.js'
export { withBigInts } from '../protocols/shared/logs/withBigInts.js'
export type {
  TransactionBlock,
  TransactionChange,
  TransactionContent,
  TransactionStatus,
  TransactionStatusName,
} from '../protocols/shared/transaction/transactionStatus.js'
export { toTransactionTimeline } from '../protocols/shared/transaction/transactionTimeline.js'
export type { TransactionPlace } from '../react/evm/getNodeEngine.js'
export { useBlockHead, type UseBlockHeadParameters, type UseBlockHeadReturnType } from '../react/evm/useBlockHead.js'
export {
  useTransactionStatus,
  type UseTransactionStatusParameters,
  type UseTransactionStatusReturnType,
} from '../react/evm/useTransactionStatus.js'
export { watchBlockHead, type WatchBlockHeadParameters } from '../react/evm/watchBlockHead.js'
export { watchTransactionStatus, type WatchTransactionStatusParameters } from '../react/evm/watchTransactionStatus.js'
export {
  logEventsQueryOptions,
  type LogEventsQueryOptions,
  type LogEventsQueryParameters,
} from '../react/logs/logEventsQueryOptions.js'
export type { LogsSelection } from '../react/logs/toLogsTopic.js'
export { useLogEvents, type UseLogEventsParameters, type UseLogEventsReturnType } from '../react/logs/useLogEvents.js'
export { type LogFollowUp, useLogFollowUps, type UseLogFollowUpsParameters } from '../react/logs/useLogFollowUps.js'
export { watchLogEvents, type WatchLogEventsParameters } from '../react/logs/watchLogEvents.js'

export { LogFeed, type LogFeedProps } from '../components/covalent/LogFeed.js'
export { LogFeedBlock, type LogFeedBlockProps } from '../components/covalent/LogFeedBlock.js'
export { LogFeedContract, type LogFeedContractProps } from '../components/covalent/LogFeedContract.js'
export { LogFeedCopyButton, type LogFeedCopyButtonProps } from '../components/covalent/LogFeedCopyButton.js'
export { LogFeedGap, type LogFeedGapProps } from '../components/covalent/LogFeedGap.js'
export { LogFeedItem, type LogFeedItemProps } from '../components/covalent/LogFeedItem.js'
export { LogFeedList, type LogFeedListProps } from '../components/covalent/LogFeedList.js'
export { LogFeedParams, type LogFeedParamsProps } from '../components/covalent/LogFeedParams.js'
export { LogFeedRoot, type LogFeedRootProps } from '../components/covalent/LogFeedRoot.js'
export { LogFeedTime, type LogFeedTimeProps } from '../components/covalent/LogFeedTime.js'
export { LogFeedTitle, type LogFeedTitleProps } from '../components/covalent/LogFeedTitle.js'
export {
  LogFeedTransactionLink,
  type LogFeedTransactionLinkProps,
} from '../components/covalent/LogFeedTransactionLink.js'
export { LogFeedView, type LogFeedViewProps } from '../components/covalent/LogFeedView.js'
export { defaultLogFeedMessages, type LogFeedMessages } from '../components/covalent/logFeedMessages.js'
export { type LogState, useLogItem, type UseLogItemReturnType } from '../components/covalent/useLogItem.js'
export { covalent, toLogEventId, toLogEventUrl, withBigInts } from '../protocols/covalent/index.js'
export type {
  AddressLogsTopic,
  ChainIds,
  CovalentOptions,
  CovalentProtocol,
  EventLogsTopic,
  LogsTopic,
} from '../protocols/covalent/index.js'
export type { DecodedLog, LogEvent, LogParam } from '../protocols/covalent/index.js'
export {
  logEventsQueryKey,
  logEventsQueryOptions,
  type LogEventsQueryOptions,
  type LogEventsQueryParameters,
} from '../react/covalent/logEventsQueryOptions.js'
export type { LogsSelection } from '../react/covalent/toLogsTopic.js'
export {
  useLogEvents,
  type UseLogEventsParameters,
  type UseLogEventsReturnType,
} from '../react/covalent/useLogEvents.js'
export { watchLogEvents, type WatchLogEventsParameters } from '../react/covalent/watchLogEvents.js'

export { defaultMessages } from '../components/messages/defaultMessages.js'
export type { Messages, PartialMessages, StepTitle } from '../components/messages/messages.js'
export {
  OnwireMessagesProvider,
  useWords,
  type Words,
  type WordsOptions,
} from '../components/messages/OnwireMessagesProvider.js'
export type { PartOptions, PartProps, RenderProps } from '../components/part/usePart.js'
export {
  ConnectionIndicator,
  type ConnectionIndicatorProps,
  type ConnectionIndicatorState,
} from '../components/status/ConnectionIndicator.js'
export { StatusBadge, type StatusBadgeProps } from '../components/status/StatusBadge.js'
export type { ConnectionView, ConnectionWord } from '../components/status/toConnectionWord.js'
export type { ConnectionState, TimelineState } from '../components/status/toTimelineState.js'
export {
  TransactionLink,
  type TransactionLinkProps,
  type TransactionLinkState,
} from '../components/status/TransactionLink.js'
export { StatusTimeline, type StatusTimelineProps } from '../components/timeline/StatusTimeline.js'
export {
  StatusTimelineConnector,
  type StatusTimelineConnectorProps,
} from '../components/timeline/StatusTimelineConnector.js'
export { StatusTimelineContent, type StatusTimelineContentProps } from '../components/timeline/StatusTimelineContent.js'
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
export { StatusTimelineTime, type StatusTimelineTimeProps } from '../components/timeline/StatusTimelineTime.js'
export { StatusTimelineTitle, type StatusTimelineTitleProps } from '../components/timeline/StatusTimelineTitle.js'
export {
  StatusTimelineTransactionLink,
  type StatusTimelineTransactionLinkProps,
} from '../components/timeline/StatusTimelineTransactionLink.js'
export type { ItemState } from '../components/timeline/toItemState.js'

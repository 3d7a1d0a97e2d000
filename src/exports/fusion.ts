export { defaultFusionMessages, type FusionMessages } from '../components/fusion/fusionMessages.js'
export { type IntentState, useIntentItem, type UseIntentItemReturnType } from '../components/fusion/useIntentItem.js'
export type { IntentListOptions } from '../components/fusion/IntentContext.js'
export { IntentDetails, type IntentDetailsProps } from '../components/fusion/IntentDetails.js'
export {
  IntentDetailsFact,
  type IntentDetailsFactProps,
  type IntentDetailsFactState,
} from '../components/fusion/IntentDetailsFact.js'
export { IntentList, type IntentListProps } from '../components/fusion/IntentList.js'
export { IntentListAge, type IntentListAgeProps } from '../components/fusion/IntentListAge.js'
export { IntentListAmount, type IntentListAmountProps } from '../components/fusion/IntentListAmount.js'
export { IntentListId, type IntentListIdProps } from '../components/fusion/IntentListId.js'
export { IntentListItem, type IntentListItemProps } from '../components/fusion/IntentListItem.js'
export { IntentListList, type IntentListListProps } from '../components/fusion/IntentListList.js'
export { IntentListNotice, type IntentListNoticeProps } from '../components/fusion/IntentListNotice.js'
export { type IntentFeedSource, IntentListRoot, type IntentListRootProps } from '../components/fusion/IntentListRoot.js'
export { IntentListRoute, type IntentListRouteProps } from '../components/fusion/IntentListRoute.js'
export { IntentListSolver, type IntentListSolverProps } from '../components/fusion/IntentListSolver.js'
export { IntentListStatus, type IntentListStatusProps } from '../components/fusion/IntentListStatus.js'
export { IntentListView, type IntentListViewProps } from '../components/fusion/IntentListView.js'
export { IntentCompact, type IntentCompactProps } from '../components/fusion/IntentCompact.js'
export { IntentTimeline, type IntentTimelineProps } from '../components/fusion/IntentTimeline.js'
export { MempoolStats, type MempoolStatsProps } from '../components/fusion/MempoolStats.js'
export {
  MempoolStatsItem,
  type MempoolStatsItemProps,
  type MempoolStatsItemState,
} from '../components/fusion/MempoolStatsItem.js'
export {
  type MempoolStatsState,
  MempoolStatsView,
  type MempoolStatsViewProps,
} from '../components/fusion/MempoolStatsView.js'
export { toIntentMessages } from '../components/fusion/toIntentMessages.js'
export {
  useIntentTimeline,
  type UseIntentTimelineParameters,
  type UseIntentTimelineReturnType,
} from '../components/fusion/useIntentTimeline.js'
export { fusion, intentFeed, toIntentTimeline } from '../protocols/fusion/index.js'
export type {
  FusionOptions,
  FusionProtocol,
  FusionTopic,
  IntentsTopic,
  IntentTimelineOptions,
  IntentTopic,
  MempoolStatsTopic,
} from '../protocols/fusion/index.js'
export type {
  FusionData,
  HtlcLegs,
  HtlcState,
  Intent,
  IntentFacts,
  IntentFeedData,
  IntentStatusName,
  IntentTransaction,
  MempoolStatsData,
} from '../protocols/fusion/index.js'
export {
  intentQueryKey,
  intentQueryOptions,
  type IntentQueryOptions,
  type IntentQueryParameters,
} from '../react/fusion/intentQueryOptions.js'
export { useIntent, type UseIntentParameters, type UseIntentReturnType } from '../react/fusion/useIntent.js'
export { watchIntent, type WatchIntentParameters } from '../react/fusion/watchIntent.js'
export { useIntents, type UseIntentsParameters, type UseIntentsReturnType } from '../react/fusion/useIntents.js'
export {
  useMempoolStats,
  type UseMempoolStatsParameters,
  type UseMempoolStatsReturnType,
} from '../react/fusion/useMempoolStats.js'
export { watchIntents, type WatchIntentsParameters } from '../react/fusion/watchIntents.js'
export { watchMempoolStats, type WatchMempoolStatsParameters } from '../react/fusion/watchMempoolStats.js'

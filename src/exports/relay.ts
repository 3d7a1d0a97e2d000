export { RelayStatusCompact, type RelayStatusCompactProps } from '../components/relay/RelayStatusCompact.js'
export { RelayStatusTimeline, type RelayStatusTimelineProps } from '../components/relay/RelayStatusTimeline.js'
export { loadRelayReasons } from '../components/relay/loadRelayReasons.js'
export type { RelayMessages, RelayReasonWords } from '../components/relay/relayMessages.js'
export type {
  RelayReason,
  RelayReasonCode,
  RelayReasons,
  RelayRefundWords,
} from '../components/relay/toRelayReasons.js'
export { RelayStatusList, type RelayStatusListProps } from '../components/relay/RelayStatusList.js'
export { RelayStatusListAge, type RelayStatusListAgeProps } from '../components/relay/RelayStatusListAge.js'
export { RelayStatusListEmpty, type RelayStatusListEmptyProps } from '../components/relay/RelayStatusListEmpty.js'
export { RelayStatusListId, type RelayStatusListIdProps } from '../components/relay/RelayStatusListId.js'
export { RelayStatusListItem, type RelayStatusListItemProps } from '../components/relay/RelayStatusListItem.js'
export { RelayStatusListRoot, type RelayStatusListRootProps } from '../components/relay/RelayStatusListRoot.js'
export { RelayStatusListRoute, type RelayStatusListRouteProps } from '../components/relay/RelayStatusListRoute.js'
export { RelayStatusListStatus, type RelayStatusListStatusProps } from '../components/relay/RelayStatusListStatus.js'
export {
  useRelayRow,
  type RelayRow,
  type RelayRowState,
  type RelayStatusListOptions,
} from '../components/relay/relayListContext.js'
export { defaultRelayListMessages, type RelayListMessages } from '../components/relay/relayListMessages.js'
export {
  useRelayTimeline,
  type UseRelayTimelineParameters,
  type UseRelayTimelineReturnType,
} from '../components/relay/useRelayTimeline.js'
export { getRelayChains, relay, relayDeposits, toRelayTimeline, toTransactionUrl } from '../protocols/relay/index.js'
export type {
  RelayDepositsOptions,
  RelayDepositsProtocol,
  RelayDepositsTopic,
  RelayOptions,
  RelayProtocol,
  RelayTopic,
} from '../protocols/relay/index.js'
export type {
  RelayAmount,
  RelayChain,
  RelayDepositAddress,
  RelayDeposits,
  RelayFacts,
  RelayLeg,
  RelayStatus,
  RelayStatusChange,
  RelayStatusName,
} from '../protocols/relay/index.js'
export {
  relayStatusQueryKey,
  relayStatusQueryOptions,
  type RelayStatusQueryOptions,
  type RelayStatusQueryParameters,
} from '../react/relay/relayStatusQueryOptions.js'
export { useDepositTx, type DepositTx } from '../react/relay/useDepositTx.js'
export type {
  ReadBlock,
  ReadReceipt,
  ReadTransaction,
  TransactionReader,
} from '../protocols/shared/transaction/transactionReader.js'
export type {
  TransactionBlock,
  TransactionChange,
  TransactionContent,
  TransactionStatus,
  TransactionStatusName,
} from '../protocols/shared/transaction/transactionStatus.js'
export {
  useRelayChains,
  type UseRelayChainsParameters,
  type UseRelayChainsReturnType,
} from '../react/relay/useRelayChains.js'
export {
  useRelayDeposits,
  type UseRelayDepositsParameters,
  type UseRelayDepositsReturnType,
} from '../react/relay/useRelayDeposits.js'
export { watchRelayDeposits, type WatchRelayDepositsParameters } from '../react/relay/watchRelayDeposits.js'
export { watchRelayStatus, type WatchRelayStatusParameters } from '../react/relay/watchRelayStatus.js'
export {
  useRelayStatus,
  type UseRelayStatusParameters,
  type UseRelayStatusReturnType,
} from '../react/relay/useRelayStatus.js'

export { RelayStatusTimeline, type RelayStatusTimelineProps } from '../components/relay/RelayStatusTimeline.js'
export {
  getRelayChains,
  relay,
  type RelayChain,
  type RelayFacts,
  type RelayOptions,
  type RelayProtocol,
  type RelayStatus,
  type RelayStatusChange,
  type RelayStatusName,
  type RelayTopic,
  toRelayTimeline,
  toTransactionUrl,
} from '../protocols/relay/index.js'
export {
  relayStatusQueryKey,
  relayStatusQueryOptions,
  type RelayStatusQueryParameters,
} from '../react/relayStatusQueryOptions.js'
export { useRelayChains, type UseRelayChainsParameters } from '../react/useRelayChains.js'
export { useRelayStatus, type UseRelayStatusParameters } from '../react/useRelayStatus.js'

export { RelayStatusTimeline, type RelayStatusTimelineProps } from '../components/relay/RelayStatusTimeline.js'
export {
  useRelayTimeline,
  type UseRelayTimelineParameters,
  type UseRelayTimelineReturnType,
} from '../components/relay/useRelayTimeline.js'
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
} from '../react/relay/relayStatusQueryOptions.js'
export { useRelayChains, type UseRelayChainsParameters } from '../react/relay/useRelayChains.js'
export { useRelayStatus, type UseRelayStatusParameters } from '../react/relay/useRelayStatus.js'

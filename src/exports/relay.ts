export { RelayStatusTimeline, type RelayStatusTimelineProps } from '../components/relay/RelayStatusTimeline.js'
export {
  useRelayTimeline,
  type UseRelayTimelineParameters,
  type UseRelayTimelineReturnType,
} from '../components/relay/useRelayTimeline.js'
export { getRelayChains, relay, toRelayTimeline, toTransactionUrl } from '../protocols/relay/index.js'
export type { RelayOptions, RelayProtocol, RelayTopic } from '../protocols/relay/index.js'
export type {
  RelayChain,
  RelayFacts,
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
export {
  useRelayChains,
  type UseRelayChainsParameters,
  type UseRelayChainsReturnType,
} from '../react/relay/useRelayChains.js'
export { watchRelayStatus, type WatchRelayStatusParameters } from '../react/relay/watchRelayStatus.js'
export {
  useRelayStatus,
  type UseRelayStatusParameters,
  type UseRelayStatusReturnType,
} from '../react/relay/useRelayStatus.js'

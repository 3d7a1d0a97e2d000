export { relayStatusQueryKey, relayStatusQueryOptions, type RelayStatusQueryParameters } from '../react/relayStatusQueryOptions.js'
export { useRelayChains, type UseRelayChainsParameters } from '../react/useRelayChains.js'
export { useRelayStatus, type UseRelayStatusParameters } from '../react/useRelayStatus.js'

export { createSystemClock, type SimulatorClock } from '../testing/clock.js'
export type { LogEntry, LogEvent, SimulatorLog } from '../testing/log.js'
export { createManualClock, type ManualClock } from '../testing/manualClock.js'
export type { Latency } from '../testing/memory/latency.js'
export { SimulatedOnwireProvider, type SimulatedOnwireProviderProps } from '../testing/react/SimulatedOnwireProvider.js'
export type { SimulatedWorld, SimulatedWorldOptions } from '../testing/react/simulatedWorld.js'
export { SimulatorError } from '../testing/simulatorError.js'
export {
  createRelaySimulator,
  type RelaySimulator,
  type RelaySimulatorOptions,
} from '../testing/simulators/relay/createRelaySimulator.js'
export { relayChains, type RelayChain } from '../testing/simulators/relay/relayChains.js'
export type { RelayCounters } from '../testing/simulators/relay/relayCounters.js'
export {
  relayFaultNames,
  type RelayFaultName,
  type RelayFaults,
  type RelayFaultState,
  type RestFault,
} from '../testing/simulators/relay/relayFaults.js'
export type { RelayRequest } from '../testing/simulators/relay/relayRequest.js'
export type { RelayStatus } from '../testing/simulators/relay/relayStatus.js'
export type { StartOptions } from '../testing/simulators/relay/relayRequests.js'
export type {
  RelayFaultStep,
  RelayScenario,
  RelayStatusStep,
  RelayStep,
} from '../testing/simulators/relay/relayScenario.js'
export { getRelayScenario, relayScenarios, type RelayScenarioName } from '../testing/simulators/relay/relayScenarios.js'
export type { RelayServerCore, RelayServerOptions } from '../testing/simulators/relay/relayServerCore.js'

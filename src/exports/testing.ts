export { createSystemClock, type SimulatorClock } from '../testing/kit/clock.js'
export type { SimulatorLogEntry, SimulatorLogEvent, SimulatorLog } from '../testing/kit/log.js'
export { createManualClock, type ManualClock } from '../testing/kit/manualClock.js'
export type { Latency } from '../testing/memory/latency.js'
export { SimulatorError } from '../testing/kit/simulatorError.js'
export {
  type CovalentSimulator,
  type CovalentSimulatorOptions,
  createCovalentSimulator,
} from '../testing/simulators/covalent/createCovalentSimulator.js'
export type { CovalentChainNews, CovalentChain } from '../testing/simulators/covalent/covalentChain.js'
export type { CovalentBlock } from '../testing/simulators/covalent/covalentBlock.js'
export { covalentChains, type CovalentChainFacts } from '../testing/simulators/covalent/covalentChains.js'
export type { CovalentCounters } from '../testing/simulators/covalent/covalentCounters.js'
export {
  covalentFaultNames,
  type CovalentFaultName,
  type CovalentFaults,
  type CovalentFaultState,
  type CovalentRestFault,
} from '../testing/simulators/covalent/covalentFaults.js'
export type { CovalentFilter } from '../testing/simulators/covalent/covalentFilter.js'
export type { CovalentDecoded, CovalentLogEvent } from '../testing/simulators/covalent/covalentLogEvent.js'
export type { CovalentWire } from '../testing/simulators/covalent/covalentMessage.js'
export type { CovalentRestStyle } from '../testing/simulators/covalent/covalentRestAnswers.js'
export type {
  CovalentChainStep,
  CovalentFaultStep,
  CovalentScenario,
  CovalentStep,
} from '../testing/simulators/covalent/covalentScenario.js'
export {
  covalentScenarios,
  type CovalentScenarioName,
  getCovalentScenario,
} from '../testing/simulators/covalent/covalentScenarios.js'
export type {
  CovalentSimulatorCore,
  CovalentSimulatorCoreOptions,
} from '../testing/simulators/covalent/covalentSimulatorCore.js'
export type { CovalentStartOptions } from '../testing/simulators/covalent/covalentStories.js'
export type { CovalentStory } from '../testing/simulators/covalent/covalentStory.js'
export {
  createFusionSimulator,
  type FusionSimulator,
  type FusionSimulatorOptions,
} from '../testing/simulators/fusion/createFusionSimulator.js'
export { fusionChains, type SimulatedFusionChain } from '../testing/simulators/fusion/fusionChains.js'
export type { FusionCounters } from '../testing/simulators/fusion/fusionCounters.js'
export {
  fusionFaultNames,
  type FusionFaultName,
  type FusionFaults,
  type FusionFaultState,
  type FusionRestFault,
} from '../testing/simulators/fusion/fusionFaults.js'
export type { FusionIntent, FusionReport } from '../testing/simulators/fusion/fusionIntent.js'
export type { FusionStartOptions } from '../testing/simulators/fusion/fusionIntents.js'
export type {
  FusionCrowdStep,
  FusionFaultStep,
  FusionIdStep,
  FusionNewsStep,
  FusionScenario,
  FusionStep,
} from '../testing/simulators/fusion/fusionScenario.js'
export {
  fusionScenarios,
  type FusionScenarioName,
  getFusionScenario,
} from '../testing/simulators/fusion/fusionScenarios.js'
export type {
  FusionSimulatorCore,
  FusionSimulatorCoreOptions,
} from '../testing/simulators/fusion/fusionSimulatorCore.js'
export {
  type FusionIntentState,
  fusionInternalStatuses,
  type FusionInternalStatus,
  type FusionStats,
} from '../testing/simulators/fusion/fusionState.js'
export type { FusionShape } from '../testing/simulators/fusion/fusionWire.js'
export type {
  SocketIoConnection,
  SocketIoPeer,
  SocketIoEventServer,
  SocketIoSession,
} from '../testing/socketIo/socketIoEventServer.js'
export {
  createRelaySimulator,
  type RelaySimulator,
  type RelaySimulatorOptions,
} from '../testing/simulators/relay/createRelaySimulator.js'
export { relayChains, type SimulatedRelayChain } from '../testing/simulators/relay/relayChains.js'
export type { RelayCounters } from '../testing/simulators/relay/relayCounters.js'
export {
  relayFaultNames,
  type RelayFaultName,
  type RelayFaults,
  type RelayFaultState,
  type RelayRestFault,
} from '../testing/simulators/relay/relayFaults.js'
export type { RelayRequest } from '../testing/simulators/relay/relayRequest.js'
export type { SimulatedRelayStatus } from '../testing/simulators/relay/relayStatus.js'
export type { RelayStartOptions } from '../testing/simulators/relay/relayRequests.js'
export type {
  RelayFaultStep,
  RelayScenario,
  RelayStatusStep,
  RelayStep,
} from '../testing/simulators/relay/relayScenario.js'
export { getRelayScenario, relayScenarios, type RelayScenarioName } from '../testing/simulators/relay/relayScenarios.js'
export type { RelaySimulatorCore, RelaySimulatorCoreOptions } from '../testing/simulators/relay/relaySimulatorCore.js'
export type { RelayWebhookBody } from '../testing/simulators/relay/relayWebhookBody.js'
export type {
  RelayWebhook,
  RelayWebhooks,
  RelayWebhooksOptions,
} from '../testing/simulators/relay/relayWebhookOptions.js'
export { createRelayWebhooks, type RelayWebhooksContext } from '../testing/simulators/relay/relayWebhooks.js'
export {
  createWebhookRelaySimulator,
  type WebhookRelaySimulator,
  type WebhookRelaySimulatorOptions,
} from '../testing/simulators/webhookRelay/createWebhookRelaySimulator.js'
export type { WebhookRelayCounters } from '../testing/simulators/webhookRelay/webhookRelayCounters.js'
export { webhookRelayFaultNames } from '../testing/simulators/webhookRelay/webhookRelayFaults.js'
export type {
  WebhookRelayFaultName,
  WebhookRelayFaults,
  WebhookRelayFaultState,
  WebhookRelayRestFault,
} from '../testing/simulators/webhookRelay/webhookRelayFaults.js'
export type { WebhookRelayRestStyle } from '../testing/simulators/webhookRelay/webhookRelayRest.js'
export type { WebhookRelaySample } from '../testing/simulators/webhookRelay/webhookRelaySamples.js'
export type {
  WebhookRelayDeliveryStep,
  WebhookRelayFaultStep,
  WebhookRelayScenario,
  WebhookRelayStep,
} from '../testing/simulators/webhookRelay/webhookRelayScenario.js'
export {
  getWebhookRelayScenario,
  webhookRelayScenarios,
  type WebhookRelayScenarioName,
} from '../testing/simulators/webhookRelay/webhookRelayScenarios.js'
export type {
  WebhookRelayDeliverOptions,
  WebhookRelaySimulatorCore,
  WebhookRelaySimulatorCoreOptions,
  WebhookRelayStartOptions,
} from '../testing/simulators/webhookRelay/webhookRelaySimulatorCore.js'
export type { WebhookRelayStory } from '../testing/simulators/webhookRelay/webhookRelayStory.js'
export type {
  WebhookRelayBucket,
  WebhookRelayOutput,
  WebhookRelayRequest,
  WebhookRelayWebhook,
} from '../testing/simulators/webhookRelay/webhookRelayWebhook.js'
export type { EvmBlock, EvmLog, EvmLogDraft } from '../testing/simulators/evm/evmBlock.js'
export type { EvmChain, EvmChainNews, EvmView } from '../testing/simulators/evm/evmChain.js'
export type { EvmCounters } from '../testing/simulators/evm/evmCounters.js'
export {
  evmFaultNames,
  type EvmFaultName,
  type EvmFaults,
  type EvmFaultState,
  type EvmRestFault,
} from '../testing/simulators/evm/evmFaults.js'
export type { EvmChainStep, EvmFaultStep, EvmScenario, EvmStep } from '../testing/simulators/evm/evmScenario.js'
export { type EvmScenarioName, evmScenarios, getEvmScenario } from '../testing/simulators/evm/evmScenarios.js'
export type {
  EvmSimulatorCore,
  EvmSimulatorCoreOptions,
  EvmStartOptions,
  EvmStory,
} from '../testing/simulators/evm/evmSimulatorCore.js'
export {
  createEvmSimulator,
  type EvmSimulator,
  type EvmSimulatorOptions,
} from '../testing/simulators/evm/createEvmSimulator.js'

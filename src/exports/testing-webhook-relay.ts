export {
  SimulatedWebhookRelayProvider,
  type SimulatedWebhookRelayProviderProps,
} from '../testing/react/SimulatedWebhookRelayProvider.js'
export type {
  SimulatedWebhookRelaySetup,
  SimulatedWebhookRelaySetupOptions,
} from '../testing/react/simulatedWebhookRelaySetup.js'

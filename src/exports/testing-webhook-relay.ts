export {
  SimulatedWebhookRelayProvider,
  type SimulatedWebhookRelayProviderProps,
} from '../testing/react/SimulatedWebhookRelayProvider.js'
export type { WebhookRelayWorld, WebhookRelayWorldOptions } from '../testing/react/webhookRelayWorld.js'

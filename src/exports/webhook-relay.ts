export {
  isWebhook,
  type Webhook,
  type WebhookHeaders,
  webhookRelay,
  type WebhookRelayCredentials,
  type WebhookRelayOptions,
  type WebhookRelayProtocol,
  type WebhooksTopic,
} from '../protocols/webhookRelay/index.js'
export type { WebhooksSelection } from '../react/toWebhooksTopic.js'
export { useWebhooks, type UseWebhooksParameters } from '../react/useWebhooks.js'
export { webhooksQueryKey, webhooksQueryOptions, type WebhooksQueryParameters } from '../react/webhooksQueryOptions.js'

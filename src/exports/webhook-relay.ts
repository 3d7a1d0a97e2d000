export { WebhookFeed, type WebhookFeedProps } from '../components/webhookRelay/WebhookFeed.js'
export { WebhookFeedBody, type WebhookFeedBodyProps } from '../components/webhookRelay/WebhookFeedBody.js'
export { WebhookFeedBucket, type WebhookFeedBucketProps } from '../components/webhookRelay/WebhookFeedBucket.js'
export {
  WebhookFeedCopyButton,
  type WebhookFeedCopyButtonProps,
} from '../components/webhookRelay/WebhookFeedCopyButton.js'
export { WebhookFeedEmpty, type WebhookFeedEmptyProps } from '../components/webhookRelay/WebhookFeedEmpty.js'
export { WebhookFeedHeaders, type WebhookFeedHeadersProps } from '../components/webhookRelay/WebhookFeedHeaders.js'
export { WebhookFeedItem, type WebhookFeedItemProps } from '../components/webhookRelay/WebhookFeedItem.js'
export { WebhookFeedList, type WebhookFeedListProps } from '../components/webhookRelay/WebhookFeedList.js'
export { WebhookFeedMethod, type WebhookFeedMethodProps } from '../components/webhookRelay/WebhookFeedMethod.js'
export { WebhookFeedQuery, type WebhookFeedQueryProps } from '../components/webhookRelay/WebhookFeedQuery.js'
export { WebhookFeedRoot, type WebhookFeedRootProps } from '../components/webhookRelay/WebhookFeedRoot.js'
export { WebhookFeedStatus, type WebhookFeedStatusProps } from '../components/webhookRelay/WebhookFeedStatus.js'
export { WebhookFeedTime, type WebhookFeedTimeProps } from '../components/webhookRelay/WebhookFeedTime.js'
export { WebhookFeedView, type WebhookFeedViewProps } from '../components/webhookRelay/WebhookFeedView.js'
export { defaultWebhookFeedMessages, type WebhookFeedMessages } from '../components/webhookRelay/webhookFeedMessages.js'
export {
  useWebhookItem,
  type UseWebhookItemReturnType,
  type WebhookState,
} from '../components/webhookRelay/useWebhookItem.js'
export { toDestinationUrl } from '../components/webhookRelay/toCurlUrl.js'
export { hiddenSecret, isSecretName, isWebhook, webhookRelay } from '../protocols/webhookRelay/index.js'
export type {
  WebhookRelayCredentials,
  WebhookRelayDirectOptions,
  WebhookRelayOptions,
  WebhookRelayOverOptions,
  WebhookRelayProtocol,
  WebhooksTopic,
} from '../protocols/webhookRelay/index.js'
export type { ConcealOptions, Webhook, WebhookContent, WebhookHeaders } from '../protocols/webhookRelay/index.js'
export type { WebhooksSelection } from '../react/webhookRelay/toWebhooksTopic.js'
export {
  useWebhooks,
  type UseWebhooksParameters,
  type UseWebhooksReturnType,
} from '../react/webhookRelay/useWebhooks.js'
export {
  webhooksQueryKey,
  webhooksQueryOptions,
  type WebhooksQueryOptions,
  type WebhooksQueryParameters,
} from '../react/webhookRelay/webhooksQueryOptions.js'
export { watchWebhooks, type WatchWebhooksParameters } from '../react/webhookRelay/watchWebhooks.js'

export { OnwireError, type OnwireErrorFacts, RateLimitedError } from '../core/contract/errors.js'
export type { Protocol } from '../core/contract/protocol.js'
export type { Topic } from '../core/contract/topic.js'
export type { RelayAmount, RelayFacts, RelayLeg, RelayStatus, RelayStatusChange } from '../protocols/relay/model.js'
export type { RelayStatusName } from '../protocols/relay/status.js'
export { relay, relayDeposits } from '../protocols/relay/index.js'
export type {
  RelayDeposits,
  RelayDepositsOptions,
  RelayDepositsProtocol,
  RelayDepositsTopic,
  RelayOptions,
  RelayProtocol,
  RelayTopic,
} from '../protocols/relay/index.js'
export { hiddenSecret, isSecretName, webhookRelay } from '../protocols/webhookRelay/index.js'
export type { ConcealOptions, Webhook, WebhookContent, WebhookHeaders } from '../protocols/webhookRelay/index.js'
export type {
  WebhookRelayCredentials,
  WebhookRelayDirectOptions,
  WebhookRelayOptions,
  WebhookRelayOverOptions,
  WebhookRelayProtocol,
  WebhooksTopic,
} from '../protocols/webhookRelay/index.js'
export type { BridgeDiagnostic } from '../server/bridge/bridgeDiagnostic.js'
export type { CreateBridgeOptions, RelayBridgeWebhooks } from '../server/bridge/bridgeOptions.js'
export type { Bus, BusEntry, BusEvents, BusMember, BusNews, BusReplay, BusTopic } from '../server/bus/bus.js'
export type { AskedTopic, Authenticate, Authorize, AuthorizeOption } from '../server/bridge/access.js'
export { type Bridge, createBridge } from '../server/bridge/createBridge.js'
export type { AuthorizeCall, BridgeCall, BridgeCalls } from '../server/bridge/calls/bridgeCalls.js'
export type { BridgeLimits } from '../server/bridge/limits.js'
export type {
  BridgeAnswerCount,
  BridgeBusMetrics,
  BridgeHistogram,
  BridgeMetrics,
  BridgeServiceMetrics,
} from '../server/bridge/metrics/bridgeMetrics.js'
export { memoryBus, type MemoryBusOptions } from '../server/bus/memoryBus.js'
export type { BridgeRefusalCode } from '../server/bridge/refusal.js'
export type { ServerEnvironment } from '../server/environment.js'
export type { NodeReply, NodeRequest, NodeResponse } from '../server/node/nodeTypes.js'
export {
  type NodeHandler,
  type NodeHandlerOptions,
  toNodeHandler,
  type WebApp,
  type WebHandler,
} from '../server/node/toNodeHandler.js'
export { type AwsEvent, type AwsResult, toAwsHandler } from '../server/node/toAwsHandler.js'
export { redisBus, type RedisBusOptions } from '../server/redis/redisBus.js'
export type { RedisClient, RedisConnection } from '../server/redis/redisClient.js'
export { redisWebhookStore, type RedisWebhookStoreOptions } from '../server/redis/redisWebhookStore.js'
export {
  createMemoryWebhookStore,
  type MemoryWebhookStoreOptions,
} from '../server/webhooks/createMemoryWebhookStore.js'
export {
  createRelayWebhookHandler,
  type RelayWebhookHandlerOptions,
} from '../server/webhooks/createRelayWebhookHandler.js'
export type { RelayWebhookDelivery } from '../server/webhooks/handleOnce.js'
export { mergeRelayStatus } from '../server/webhooks/mergeRelayStatus.js'
export type { HeadersLike } from '../server/http/readHeader.js'
export type { RelayWebhookRefusal, RelayWebhookRefusalCode } from '../server/webhooks/refusals.js'
export type { RelayWebhookEvent, RelayWebhookResult } from '../server/webhooks/relayWebhookEvent.js'
export {
  type RawWebhook,
  verifyRelayWebhook,
  type VerifyRelayWebhookOptions,
} from '../server/webhooks/verifyRelayWebhook.js'
export type { RelayWebhookDiagnostic, RelayWebhookOutcome } from '../server/webhooks/webhookDiagnostic.js'
export type { WebhookClaim, WebhookKey, WebhookStore } from '../server/webhooks/webhookStore.js'

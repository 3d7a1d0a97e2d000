import type { Priority } from '../../core/topic/liveTopicContract.js'
import type { FeedData } from '../../core/contract/feed.js'
import type { Webhook, WebhooksTopic } from '../../protocols/webhookRelay/index.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { getWebhookRelayEngine } from './getWebhookRelayEngine.js'
import { liveQueryOptions, type LiveQueryOverrides, type LiveQueryOptions } from '../live/liveQueryOptions.js'
import { toQueryKey, type LiveQueryKey } from '../client/queryKey.js'
import { type WebhooksSelection, toWebhooksTopic } from './toWebhooksTopic.js'

export interface WebhooksQueryParameters<Selected = FeedData<Webhook>> extends WebhooksSelection {
  /** How many webhooks are kept, the newest; 100 by default. */
  readonly limit?: number | undefined
  /** Which Webhook Relay endpoint, by its `id`; the first one by default. */
  readonly protocolId?: string | undefined
  /** How often to poll at first while the socket is down, in ms; the client's by default. */
  readonly pollingIntervalMs?: number | undefined
  /** `'low'` for what is out of view: other topics are asked for first. `'high'` by default. */
  readonly priority?: Priority | undefined
  readonly query?: LiveQueryOverrides<WebhooksTopic, FeedData<Webhook>, Selected> | undefined
}

export interface WebhooksQueryOptions<Selected = FeedData<Webhook>> extends LiveQueryOptions<
  WebhooksTopic,
  FeedData<Webhook>,
  Selected
> {}

/**
 * For prefetching, Suspense and hydration: a query with these options is live, whoever observes it.
 */
export function webhooksQueryOptions<Selected = FeedData<Webhook>>(
  client: OnwireClient,
  parameters: WebhooksQueryParameters<Selected>,
): WebhooksQueryOptions<Selected> {
  const { limit, pollingIntervalMs, priority, protocolId, query } = parameters
  const topic = toWebhooksTopic(parameters)
  return liveQueryOptions(client, getWebhookRelayEngine(client, protocolId), {
    topic,
    limit,
    pollingIntervalMs,
    priority,
    query,
  })
}

/**
 * The key that these options have, to invalidate or to read by.
 * `protocolId` is the endpoint's id, `'webhook-relay'` by default.
 */
export function webhooksQueryKey(
  parameters: WebhooksSelection & { readonly protocolId?: string | undefined },
): LiveQueryKey<WebhooksTopic> {
  return toQueryKey(parameters.protocolId ?? 'webhook-relay', toWebhooksTopic(parameters) ?? null)
}

import type { Webhook, WebhooksTopic } from '../../protocols/webhookRelay/index.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { type LiveFeedSnapshot, type WatchFeedOptions, watchLiveFeed } from '../live/watchLiveFeed.js'
import { getWebhookRelayEngine } from './getWebhookRelayEngine.js'
import { toWebhooksTopic, type WebhooksSelection } from './toWebhooksTopic.js'

export interface WatchWebhooksParameters<Shown = Webhook>
  extends WebhooksSelection, WatchFeedOptions<WebhooksTopic, Webhook, Shown> {
  /** The Webhook Relay endpoint's `id`; the first one by default. */
  readonly protocolId?: string | undefined
}

/**
 * Follows the webhooks of some buckets, or of all, outside React, as `useWebhooks` does.
 * With an empty list nothing is followed. Returns a function that stops it.
 */
export function watchWebhooks(
  client: OnwireClient,
  parameters: WatchWebhooksParameters,
  listener: (snapshot: LiveFeedSnapshot<Webhook>) => void,
): () => void
export function watchWebhooks<Shown>(
  client: OnwireClient,
  parameters: WatchWebhooksParameters<Shown> & { readonly select: (webhook: Webhook) => Shown },
  listener: (snapshot: LiveFeedSnapshot<Shown>) => void,
): () => void
export function watchWebhooks<Shown>(
  client: OnwireClient,
  parameters: WatchWebhooksParameters<Shown>,
  listener: (snapshot: LiveFeedSnapshot<Shown | Webhook>) => void,
): () => void {
  const engine = getWebhookRelayEngine(client, parameters.protocolId)
  const { select = itself, ...options } = parameters
  const followed = { ...options, select, topic: toWebhooksTopic(parameters), feed: engine.protocol.feed }
  return watchLiveFeed<WebhooksTopic, Webhook, Shown | Webhook>(client, engine, followed, listener)
}

const itself = (webhook: Webhook) => webhook

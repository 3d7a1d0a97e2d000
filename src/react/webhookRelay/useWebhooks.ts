'use client'

import type { Webhook, WebhooksTopic } from '../../protocols/webhookRelay/index.js'
import { getWebhookRelayEngine } from './getWebhookRelayEngine.js'
import { useOnwire } from '../client/OnwireProvider.js'
import { toWebhooksTopic, type WebhooksSelection } from './toWebhooksTopic.js'
import { type LiveFeed, type LiveFeedOptions, useEngineFeed } from '../live/useEngineFeed.js'

export interface UseWebhooksParameters<Shown = Webhook>
  extends WebhooksSelection, Omit<LiveFeedOptions<WebhooksTopic, Webhook, Shown>, 'select'> {
  /** Makes the shown value of a webhook; the cache keeps the webhook itself. Called for the webhooks in view. */
  readonly select?: ((webhook: Webhook) => Shown) | undefined
  /** Which Webhook Relay endpoint, by its `id`; the first one by default. */
  readonly protocolId?: string | undefined
}

export type UseWebhooksReturnType<Shown = Webhook> = LiveFeed<Shown>

/** Follows the webhooks of some buckets, or of all: each once, in order of arrival, with gaps for missing ones. */
export function useWebhooks(parameters?: UseWebhooksParameters): UseWebhooksReturnType
export function useWebhooks<Shown>(
  parameters: UseWebhooksParameters<Shown> & { readonly select: (webhook: Webhook) => Shown },
): UseWebhooksReturnType<Shown>
export function useWebhooks<Shown>(
  parameters: UseWebhooksParameters<Shown> = {},
): UseWebhooksReturnType<Shown | Webhook> {
  const engine = getWebhookRelayEngine(useOnwire(), parameters.protocolId)
  const { select = itself, ...options } = parameters
  return useEngineFeed<WebhooksTopic, Webhook, Shown | Webhook>(
    engine,
    toWebhooksTopic(parameters),
    engine.protocol.feed,
    select,
    options,
  )
}

const itself = (webhook: Webhook) => webhook

'use client'

import type { Webhook, WebhooksTopic } from '../../protocols/webhookRelay/index.js'
import { getWebhookRelayEngine } from './getWebhookRelayEngine.js'
import { useOnwire } from '../client/OnwireProvider.js'
import { toWebhooksTopic, type WebhooksSelection } from './toWebhooksTopic.js'
import { type LiveFeed, type LiveFeedOptions, useEngineFeed } from '../live/useEngineFeed.js'

export interface UseWebhooksParameters<Shown = Webhook>
  extends WebhooksSelection, Omit<LiveFeedOptions<WebhooksTopic, Webhook, Shown>, 'select'> {
  /** What is shown of a webhook; the cache keeps it as it was told. Called for what is looked at. */
  readonly select?: ((webhook: Webhook) => Shown) | undefined
  /** Which Webhook Relay endpoint, by its `id`; the first one by default. */
  readonly protocolId?: string | undefined
}

export interface UseWebhooksReturnType<Shown = Webhook> extends LiveFeed<Shown> {}

/** The webhooks that come to some buckets, or to all, live: each once, in the order in which they came, with what is missing shown as gaps. */
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

import type { Engine } from '../../core/engine/engine.js'
import type { FeedData } from '../../core/contract/feed.js'
import type { Webhook, WebhookRelayProtocol, WebhooksTopic } from '../../protocols/webhookRelay/index.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { getRuntime } from '../client/onwireRuntime.js'

export type WebhookRelayEngine = Engine<WebhooksTopic, FeedData<Webhook>> & { readonly protocol: WebhookRelayProtocol }

/** The engine of the app's Webhook Relay endpoint: the first one, or the one of this id. Throws `NO_PROTOCOL`. */
export function getWebhookRelayEngine(client: OnwireClient, id?: string): WebhookRelayEngine {
  return getRuntime(client).getEngine(isWebhookRelayEngine, 'webhookRelay', id)
}

function isWebhookRelayEngine(engine: Engine): engine is WebhookRelayEngine {
  return engine.protocol.name === 'webhookRelay'
}

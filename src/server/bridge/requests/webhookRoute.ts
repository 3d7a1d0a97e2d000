import { toError } from '../../../core/contract/errors.js'
import { fromTopicKey, toTopicKey } from '../../../protocols/relay/topic.js'
import { createRelayWebhookHandler } from '../../webhooks/createRelayWebhookHandler.js'
import type { RelayBridgeWebhooks } from '../bridgeOptions.js'
import type { BusMember } from '../../bus/bus.js'
import type { BridgeServices } from '../services.js'

export type WebhookRoute = (request: Request) => Promise<Response>

/** Publishes Relay's webhooks. Answers 2xx once they are safe on the bus, and otherwise asks Relay to send again. */
export function createWebhookRoute(
  options: RelayBridgeWebhooks | undefined,
  services: BridgeServices,
  publish: BusMember['publish'],
): WebhookRoute | undefined {
  if (!options) return undefined
  const { protocols, upstreams } = services
  const isIt = ({ id, name }: { id: string; name: string }) => (options.protocolId ?? id) === id && name === 'relay'
  const protocol = [...protocols.values()].find(isIt)
  const upstream = protocol && upstreams.get(protocol.id)
  if (!upstream)
    throw toError(
      options.protocolId ?? 'relay',
      'NO_PROTOCOL',
      'createBridge() is to take webhooks in for a Relay endpoint that it does not serve.',
      'Add relay() to `protocols`, or correct `webhooks.relay.protocolId`.',
    )
  return createRelayWebhookHandler({
    ...options,
    async onEvent(event, delivery) {
      await options.onEvent?.(event, delivery)
      const { data } = event
      const key = toTopicKey(data)
      const topic = fromTopicKey(key)
      await publish({ protocol: protocol.id, key, topic, data: upstream.merge(topic, data) })
    },
  })
}

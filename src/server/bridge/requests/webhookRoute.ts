import { toError } from '../../../core/contract/errors.js'
import type { Protocol } from '../../../core/contract/protocol.js'
import { fromDepositsKey, isDepositAddress, toDepositsKey } from '../../../protocols/relay/depositsTopic.js'
import type { RelayDeposits, RelayStatus } from '../../../protocols/relay/index.js'
import { fromTopicKey, toTopicKey } from '../../../protocols/relay/topic.js'
import { createRelayWebhookHandler } from '../../webhooks/createRelayWebhookHandler.js'
import type { PlainHandler } from '../../http/plainAnswer.js'
import type { Route } from '../bridgePath.js'
import type { RelayBridgeWebhooks } from '../bridgeOptions.js'
import type { BusMember, BusTopic } from '../../bus/bus.js'
import type { BridgeServices } from '../services.js'
import type { Upstream } from '../upstream/upstream.js'

export type WebhookRoute = ((request: Request, from?: unknown) => Promise<Response>) & Partial<PlainHandler>

type Webhooks = RelayBridgeWebhooks | readonly RelayBridgeWebhooks[] | undefined

/** The routes of all webhooks: `/webhooks/relay`, or one for each entry of a list, by the id of its protocol. */
export function toWebhookRoutes(options: Webhooks): readonly Route[] {
  return isList(options) ? options.map(toRoute) : [toRoute({})]
}

/** Makes the routes that take webhooks in. */
export function createWebhookRoutes(
  options: Webhooks,
  services: BridgeServices,
  publish: BusMember['publish'],
): ReadonlyMap<Route, WebhookRoute> {
  const routes = new Map<Route, WebhookRoute>()
  for (const each of isList(options) ? options : options ? [options] : []) {
    const route = isList(options) ? toRoute(each) : toRoute({})
    if (routes.has(route))
      throw toError(
        each.protocolId ?? 'relay',
        'DUPLICATE_PROTOCOL',
        'createBridge() got two entries of `webhooks.relay` for one protocol.',
        'Give each the `protocolId` of its own relay(). Several keys of one are `apiKey: [one, other]`.',
      )
    routes.set(route, createWebhookRoute(each, services, publish))
  }
  return routes
}

function isList(options: Webhooks): options is readonly RelayBridgeWebhooks[] {
  return Array.isArray(options)
}

function toRoute({ protocolId = 'relay' }: Pick<RelayBridgeWebhooks, 'protocolId'>): Route {
  return `/webhooks/${encodeURIComponent(protocolId)}`
}

/** Publishes Relay's webhooks. Answers 2xx once they are safe on the bus, and otherwise asks Relay to send again. */
function createWebhookRoute(
  options: RelayBridgeWebhooks,
  services: BridgeServices,
  publish: BusMember['publish'],
): WebhookRoute {
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
  const deposits = findDeposits(options, services)
  return createRelayWebhookHandler({
    ...options,
    async onEvent(event, delivery) {
      await options.onEvent?.(event, delivery)
      const { data } = event
      const key = toTopicKey(data)
      await publishNews(upstream, { protocol: protocol.id, key, topic: fromTopicKey(key) }, data, publish)
      const list = deposits && toDepositsNews(deposits, data)
      if (list) await publishNews(deposits.upstream, list.topic, list.data, publish)
    },
  })
}

async function publishNews(upstream: Upstream, topic: BusTopic, data: unknown, publish: BusMember['publish']) {
  const news = upstream.receiveNews(topic, data)
  try {
    await publish(news)
  } catch (error) {
    upstream.keepUnpublished(news)
    throw error
  }
}

interface DepositsUpstream {
  readonly protocol: Protocol
  readonly upstream: Upstream
}

/** Finds the lists that the webhooks of an entry belong to. */
function findDeposits(
  { depositsId, protocolId }: RelayBridgeWebhooks,
  { protocols, upstreams }: BridgeServices,
): DepositsUpstream | undefined {
  const isIt = ({ id, name }: Protocol) =>
    name === 'relayDeposits' && (depositsId === undefined ? protocolId === undefined : depositsId === id)
  const protocol = [...protocols.values()].find(isIt)
  const upstream = protocol && upstreams.get(protocol.id)
  if (protocol && upstream) return { protocol, upstream }
  if (depositsId === undefined) return undefined
  throw toError(
    depositsId,
    'NO_PROTOCOL',
    'createBridge() is to take webhooks in for deposit addresses that it does not serve.',
    'Add relayDeposits() to `protocols`, or correct `webhooks.relay.depositsId`.',
  )
}

/** A webhook changes a list that is known already: alone it would be taken for all that the address has had. */
function toDepositsNews({ protocol, upstream }: DepositsUpstream, request: RelayStatus) {
  const { address } = request.depositAddress ?? {}
  if (!address || !isDepositAddress(address)) return undefined
  const depositAddress = toDepositsKey({ depositAddress: address })
  const topic: BusTopic = { protocol: protocol.id, key: depositAddress, topic: fromDepositsKey(depositAddress) }
  if (upstream.getData(topic.topic) === undefined) return undefined
  const data: RelayDeposits = { depositAddress, requests: [request] }
  return { topic, data }
}

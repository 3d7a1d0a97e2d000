import type { RpcRequest } from '../../transports/jsonRpc.js'
import { type EvmTopic, isHead, isTransaction, toFilter } from './topic.js'

export const headsName = 'newHeads'

/** Names a topic's subscription: topics with one filter share it. A transaction is asked for with each new head. */
export function toSubscription(topic: EvmTopic): string {
  if (isTransaction(topic) || isHead(topic)) return headsName
  return JSON.stringify(toFilter(topic))
}

/** The requests that take the node from `sent` to `wanted`: each filter once, and the chain's new heads. */
export function toSyncFrames(wanted: readonly EvmTopic[], sent: readonly EvmTopic[]): readonly RpcRequest[] {
  const [next, last] = [toNames(wanted), toNames(sent)]
  return [
    ...[...next].flatMap((name): RpcRequest[] => (last.has(name) ? [] : [toSubscribe(name)])),
    ...[...last].flatMap((name): RpcRequest[] => (next.has(name) ? [] : [{ type: 'unsubscribe', name }])),
  ]
}

function toNames(topics: readonly EvmTopic[]): ReadonlySet<string> {
  return new Set(topics.length > 0 ? [headsName, ...topics.map(toSubscription)] : [])
}

function toSubscribe(name: string): RpcRequest {
  const params: readonly unknown[] = name === headsName ? [headsName] : ['logs', JSON.parse(name)]
  return { type: 'subscribe', name, params }
}

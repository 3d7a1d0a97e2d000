import { toBuckets, toTopicKey, type WebhooksTopic } from './topic.js'

/**
 * The frame that takes the service from what was sent to what is wanted, whatever it makes of a second `subscribe`: all that is
 * wanted, each time. There is no way to unsubscribe: what the service goes on sending is passed over, until nobody wants anything
 * and the link is closed.
 */
export function toSyncFrames(wanted: readonly WebhooksTopic[], sent: readonly WebhooksTopic[]): readonly string[] {
  const [next, last] = [wanted, sent].map((topics) => [...new Set(topics.map(toTopicKey))].sort().join('\n'))
  if (next === last || wanted.length === 0) return []
  return [JSON.stringify({ action: 'subscribe', ...getUnion(wanted) })]
}

/** Without `buckets` for all of them. */
export function getUnion(topics: readonly WebhooksTopic[]): { readonly buckets?: readonly string[] } {
  if (topics.some(({ buckets }) => !buckets)) return {}
  return { buckets: [...new Set(topics.flatMap((topic) => toBuckets(topic) ?? []))].sort() }
}

export const pongFrame = '{"action":"pong"}'

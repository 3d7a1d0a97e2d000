import { toBuckets, toTopicKey, type WebhooksTopic } from './topic.js'

/**
 * The frame that takes the service from what was sent to what is wanted, whatever it makes of a second `subscribe`: all
 * that is wanted, each time. There is no way to unsubscribe: what the service goes on sending is passed over, until
 * nobody wants anything and the link is closed.
 */
export function toSyncFrames(wanted: readonly WebhooksTopic[], sent: readonly WebhooksTopic[]): readonly string[] {
  const [next, last] = [wanted, sent].map((topics) => topics.map(toTopicKey).sort().join())
  if (next === last || wanted.length === 0) return []
  return [JSON.stringify({ action: 'subscribe', buckets: toBuckets(wanted) })]
}

export const pongFrame = '{"action":"pong"}'

import type { FeedData } from '../../core/contract/feed.js'
import { toFeedPiece } from '../../core/feed/toFeedPiece.js'
import type { Incoming } from '../../core/contract/protocol.js'
import { isText, toRecord } from '../shared/guards.js'
import type { Webhook } from './model.js'
import { readMessage } from './read.js'
import { isOf, toBuckets, toTopicKey, type WebhooksTopic } from './topic.js'
import { pongFrame } from './wire.js'

type News = Incoming<FeedData<Webhook>, string>

/**
 * Tells what a frame of Webhook Relay's means for these topics. Total: whatever comes, it is an answer and no
 * exception.
 */
export function createDecode(now: () => number, conceal: (webhook: Webhook) => Webhook) {
  return (frame: unknown, topics: readonly WebhooksTopic[]): readonly News[] => {
    const told = toRecord(isText(frame) ? parse(frame) : frame)
    if (told['type'] === 'status') return readStatus(told, topics)
    const read = told['type'] === 'webhook' && readMessage(told, now())
    if (!read) return malformed('No webhook, and no status.')
    const webhook = conceal(read)
    const keys = topics.filter(({ buckets }) => isOf(buckets, webhook)).map(toTopicKey)
    // Its bucket was asked for once, and isn't any more.
    if (keys.length === 0) return [{ type: 'alive' }]
    return [{ type: 'update', keys, data: toFeedPiece([webhook], ({ receivedAt }) => receivedAt) }]
  }
}

function readStatus(
  { message, status }: Readonly<Record<string, unknown>>,
  topics: readonly WebhooksTopic[],
): readonly News[] {
  const words = isText(message) ? message : ''
  switch (status) {
    case 'authenticated':
      return [{ type: 'ready' }]
    case 'ping':
      return [{ type: 'alive', answer: pongFrame }]
    case 'unauthorized':
      return [{ type: 'refused', scope: 'connection', code: 'UNAUTHORIZED' }]
    case 'subscribed':
      return findSubscribed(words, topics).map((topic) => ({ type: 'subscribed', key: toTopicKey(topic) }))
    default:
      return malformed(`It says "${isText(status) ? status : typeof status}": ${words}`.slice(0, 200))
  }
}

/**
 * 1. A subscription is sent. 2. Another one, of more. 3. The first one is confirmed: it names fewer than are wanted by
 * now. It names buckets as it likes, by name or by id: as many as are wanted are those that are wanted.
 */
function findSubscribed(words: string, topics: readonly WebhooksTopic[]): readonly WebhooksTopic[] {
  const buckets = toBuckets(topics)
  const named = words
    .replace(/^[^:]*:? */, '')
    .split(/, */)
    .filter(Boolean)
  if (!buckets || !named.length || named.length >= buckets.length) return topics
  return topics.filter((topic) => topic.buckets?.every((bucket) => named.includes(bucket)))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function malformed(reason: string): readonly News[] {
  return [{ type: 'malformed', reason }]
}

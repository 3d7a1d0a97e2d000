import { type FeedData, toFeedPiece } from '../../core/feed.js'
import type { Incoming } from '../../core/protocol.js'
import { isText, toRecord } from '../guards.js'
import type { Webhook } from './model.js'
import { readMessage } from './read.js'
import { isOf, toTopicKey, type WebhooksTopic } from './topic.js'
import { getUnion, pongFrame } from './wire.js'

type News = Incoming<FeedData<Webhook>, string>

/** Tells what a frame of Webhook Relay's means for these topics. Total: whatever comes, it is an answer and no exception. */
export function createDecode(now: () => number) {
  return (frame: unknown, topics: readonly WebhooksTopic[]): readonly News[] => {
    const told = toRecord(isText(frame) ? parse(frame) : frame)
    if (told['type'] === 'status') return readStatus(told, topics)
    const webhook = told['type'] === 'webhook' && readMessage(told, now())
    if (!webhook) return malformed('Nothing that Webhook Relay is known to send.')
    const keys = topics.filter((topic) => isOf(topic, webhook)).map(toTopicKey)
    // What was asked for once, and isn't any more.
    if (keys.length === 0) return [{ type: 'alive' }]
    return [{ type: 'update', keys, data: toFeedPiece([webhook], ({ receivedAt }) => receivedAt) }]
  }
}

function readStatus({ message, status }: Readonly<Record<string, unknown>>, topics: readonly WebhooksTopic[]) {
  const words = isText(message) ? message : ''
  const news: Readonly<Record<string, () => readonly News[]>> = {
    authenticated: () => [{ type: 'ready' }],
    ping: () => [{ type: 'alive', answer: pongFrame }],
    unauthorized: () => [{ type: 'refused', scope: 'connection', code: 'UNAUTHORIZED' }],
    subscribed: () => findSubscribed(words, topics).map((topic) => ({ type: 'subscribed', key: toTopicKey(topic) })),
  }
  const read = isText(status) && Object.hasOwn(news, status) ? news[status] : undefined
  return (
    read?.() ?? malformed(isText(status) ? `It says "${status}": ${words}`.slice(0, 200) : 'A status without a word.')
  )
}

/**
 * 1. A subscription is sent. 2. Another one, of more. 3. The first one is confirmed: it names fewer than are wanted by now.
 * It names buckets as it likes, by name or by id: as many as are wanted are those that are wanted.
 */
function findSubscribed(words: string, topics: readonly WebhooksTopic[]): readonly WebhooksTopic[] {
  const { buckets } = getUnion(topics)
  const named = (/: *(.*)$/.exec(words)?.[1] ?? '').split(/, */).filter(Boolean)
  if (!buckets || named.length === 0 || named.length >= buckets.length) return topics
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

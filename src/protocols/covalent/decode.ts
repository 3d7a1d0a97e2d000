import type { FeedData } from '../../core/contract/feed.js'
import { toFeedPiece } from '../../core/feed/toFeedPiece.js'
import type { Incoming } from '../../core/contract/protocol.js'
import { toRecord } from '../shared/guards.js'
import type { LogEvent } from './model.js'
import { toLogEvents } from './read.js'
import { type LogsTopic, toIndexedValues } from './topic.js'
import type { ToDestination } from './wire.js'

type News = Incoming<FeedData<LogEvent>>

/** Tells what a frame of Covalent's means for these topics. Total: whatever comes, it is an answer and no exception. */
export function createDecode(toDestination: ToDestination, toKey: (topic: LogsTopic) => string) {
  return (frame: unknown, topics: readonly LogsTopic[]): readonly News[] => {
    const { body, command, destination, message } = toRecord(frame)
    const find = (isIt: (name: string) => boolean) =>
      topics.filter((topic) => {
        const name = toDestination(topic)?.toLowerCase()
        return name && isIt(name)
      })
    if (command === 'ERROR') {
      const text = JSON.stringify([message, body]).toLowerCase()
      return toRefusals(text, find((name) => text.includes(name)).map(toKey))
    }
    const events = toLogEvents(parse(body))
    const concerned = find((name) => name === String(destination).toLowerCase())
    if (command !== 'MESSAGE' || !events?.length || concerned.length === 0) return withoutConsequence
    const updates = concerned.flatMap((topic): readonly News[] => {
      const items = events.filter(createFilter(topic))
      const data = toFeedPiece(items, ({ block_height }) => block_height)
      return items.length > 0 ? [{ type: 'update', keys: [toKey(topic)], data }] : []
    })
    return updates.length > 0 ? updates : [{ type: 'alive' }]
  }
}

function parse(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    return undefined
  }
}

/**
 * The socket doesn't know indexed values. A log must have all of them: a poll brings what more the service would tell.
 */
function createFilter(topic: LogsTopic): (event: LogEvent) => boolean {
  const { fromBlock = 0 } = topic
  const wanted = toIndexedValues(topic).map(pad)
  return ({ block_height, raw_log_topics }) =>
    block_height >= fromBlock &&
    wanted.every((text) => raw_log_topics?.some((other, index) => index > 0 && pad(other) === text))
}

/** An address may be asked for without the zeros that stand before it in a topic. */
function pad(text: string): string {
  return text.toLowerCase().replace(/^0x/, '').padStart(64, '0')
}

/**
 * Tells what an error refuses: those topics that it names, or this client where it is about the key.
 * Nothing follows from any other error: a refusal ends reconnecting, and trouble that passes must not do that.
 */
function toRefusals(text: string, keys: readonly string[]): readonly News[] {
  // Its words aren't told: they may quote the key.
  const code = 'STOMP_ERROR'
  if (keys.length > 0) return keys.map((key) => ({ type: 'refused', scope: 'topic', key, code }))
  const isAboutUs = /auth|api.?key|credential|forbidden|denied|\b40[13]\b/i.test(text)
  return isAboutUs && !/too many|limit|\b429\b/i.test(text)
    ? [{ type: 'refused', scope: 'connection', code }]
    : withoutConsequence
}

/** Junk, news that nobody asked for, or an error that is about none of us. */
const withoutConsequence: readonly News[] = [{ type: 'malformed', reason: 'A frame from which nothing follows.' }]

import type { Protocol, Topic } from '../../core/protocol.js'
import { isRecord, isText } from '../../protocols/guards.js'
import type { BusTopic } from './bus.js'
import { Refusal } from './refuse.js'
import { toTopicId } from './toTopicId.js'

export type Protocols = ReadonlyMap<string, Protocol>

/** A topic has names and addresses in it, and nothing long. */
const maxTopicLength = 4_000

/** Reads topics that a stranger names, each once. */
export function readTopics(protocols: Protocols, told: readonly unknown[], max: number): readonly BusTopic[] {
  if (told.length === 0) throw new Refusal('NO_TOPICS')
  if (told.length > max) throw new Refusal('TOO_MANY_TOPICS')
  const topics = told.map((each) => readTopic(protocols, each))
  return [...new Map(topics.map((topic) => [toTopicId(topic), topic])).values()]
}

export function parseTopic(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('MALFORMED_TOPIC')
  }
}

function readTopic(protocols: Protocols, told: unknown): BusTopic {
  if (!isRecord(told) || !isTopic(told['topic']) || !isText(told['protocol'])) throw new Refusal('MALFORMED_TOPIC')
  const { topic } = told
  if (JSON.stringify(topic).length > maxTopicLength) throw new Refusal('MALFORMED_TOPIC')
  const protocol = protocols.get(told['protocol'])
  if (!protocol) throw new Refusal('UNKNOWN_PROTOCOL')
  return { protocol: protocol.id, key: toKey(protocol, topic), topic }
}

/** A protocol trusts its app's types; here anything may come. */
function toKey(protocol: Protocol, topic: Topic): string {
  try {
    if (!protocol.check(topic)) return protocol.key(topic)
  } catch {
    // An object where a text was expected, or the like.
  }
  throw new Refusal('UNKNOWN_TOPIC')
}

function isTopic(value: unknown): value is Topic {
  return isRecord(value) && isText(value['kind'])
}

import type { Protocol, Topic } from '../../core/protocol.js'
import { isRecord, isText } from '../../protocols/guards.js'
import type { BusTopic } from './bus.js'
import { Refusal } from './refuse.js'
import { toBusTopic } from './toBusTopic.js'
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
  if (!isShort(told['topic'])) throw new Refusal('MALFORMED_TOPIC')
  const protocol = protocols.get(told['protocol'])
  if (!protocol) throw new Refusal('UNKNOWN_PROTOCOL')
  const topic = toBusTopic(protocol, told['topic'])
  if (!topic) throw new Refusal('UNKNOWN_TOPIC')
  return topic
}

function isShort(topic: Topic): boolean {
  try {
    return JSON.stringify(topic).length <= maxTopicLength
  } catch {
    // Too many lists within lists.
    return false
  }
}

function isTopic(value: unknown): value is Topic {
  return isRecord(value) && isText(value['kind'])
}

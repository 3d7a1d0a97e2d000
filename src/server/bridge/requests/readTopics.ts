import type { Protocol } from '../../../core/contract/protocol.js'
import type { Topic } from '../../../core/contract/topic.js'
import { isRecord, isText } from '../../../protocols/shared/guards.js'
import type { BusTopic } from '../../bus/bus.js'
import { type BridgeRefusalCode, Refusal, type RefusedTopic } from '../refusal.js'
import { toBusTopic } from './busTopic.js'
import { toTopicId } from '../../bus/toTopicId.js'

type Protocols = ReadonlyMap<string, Protocol>

export interface ReadTopics {
  /** Holds each topic once. */
  readonly topics: readonly BusTopic[]
  readonly refused: readonly RefusedTopic[]
}

/** The longest topic, as JSON: it holds names and addresses, and nothing long. */
const maxTopicLength = 4_000
/** Nobody asks for this many times the limit in good faith. */
const tooMany = 10

/** Reads a stranger's topics. One that can't be served doesn't harm the others; of too many, the first are served. */
export function readTopics(protocols: Protocols, received: readonly unknown[], max: number): ReadTopics {
  if (received.length === 0) throw new Refusal('NO_TOPICS')
  if (received.length > max * tooMany) throw new Refusal('TOO_MANY_TOPICS')
  const topics = new Map<string, BusTopic>()
  const refused: RefusedTopic[] = []
  for (const each of received) {
    const read = readTopic(protocols, each)
    if ('code' in read) refused.push(read)
    else if (topics.size < max || topics.has(toTopicId(read))) topics.set(toTopicId(read), read)
    else refused.push(toRefused(read, 'TOO_MANY_TOPICS'))
  }
  return { topics: [...topics.values()], refused }
}

/** Reads the only topic of a request. */
export function readOneTopic(protocols: Protocols, received: readonly unknown[]): BusTopic {
  if (received.length > 1) throw new Refusal('TOO_MANY_TOPICS')
  const { topics, refused } = readTopics(protocols, received, 1)
  const [topic] = topics
  if (!topic) throw new Refusal(refused[0]?.code ?? 'NO_TOPICS', refused[0])
  return topic
}

export function toRefused({ key, protocol }: BusTopic, code: BridgeRefusalCode): RefusedTopic {
  return { protocol, key, code }
}

export function parseTopic(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('MALFORMED_TOPIC')
  }
}

function readTopic(protocols: Protocols, received: unknown): BusTopic | RefusedTopic {
  if (!isRecord(received) || !isTopic(received['topic']) || !isText(received['protocol']))
    throw new Refusal('MALFORMED_TOPIC')
  const { protocol: id, topic } = received
  const key = JSON.stringify(topic)
  const protocol = protocols.get(id)
  if (!protocol) return { protocol: id, key, code: 'UNKNOWN_PROTOCOL' }
  if (key.length > maxTopicLength) return { protocol: id, key, code: 'MALFORMED_TOPIC' }
  return toBusTopic(protocol, topic) ?? { protocol: id, key, code: 'UNKNOWN_TOPIC' }
}

/** Checks too that JSON can be written of it: deeply nested lists overflow the stack. */
function isTopic(value: unknown): value is Topic {
  try {
    return isRecord(value) && isText(value['kind']) && JSON.stringify(value) !== ''
  } catch {
    return false
  }
}

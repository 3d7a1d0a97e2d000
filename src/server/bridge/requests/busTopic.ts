import { identifyTopic } from '../../../core/topic/identifyTopic.js'
import { toError } from '../../../core/contract/errors.js'
import type { Protocol } from '../../../core/contract/protocol.js'
import type { Topic } from '../../../core/contract/topic.js'
import { getOwn } from '../../../core/utils/getOwn.js'
import * as topicReaders from '../../../exports/internal/topicReaders.js'
import type { BusTopic } from '../../bus/bus.js'

type FromKey = NonNullable<Protocol['fromKey']>

/** Readers of keys by the service's name. They are not in the protocols, since no page needs them. */
const own: Readonly<Record<string, FromKey>> = topicReaders

function getFromKey({ fromKey, name }: Protocol): FromKey | undefined {
  return fromKey ?? getOwn(own, name)
}

export function checkFromKey(protocol: Protocol): void {
  if (getFromKey(protocol)) return
  const what = `createBridge() can't tell what topic a key of "${protocol.id}" stands for.`
  throw toError(protocol.id, 'NO_FROM_KEY', what, 'Give the protocol a `fromKey`, the reverse of its `key`.')
}

/**
 * Converts a stranger's topic; undefined if the protocol has no such topic.
 *
 * - The result is made from the key alone: other fields reach neither `authorize`, nor the bus, nor a service.
 * - Equal keys give equal topics.
 */
export function toBusTopic(protocol: Protocol, received: Topic): BusTopic | undefined {
  try {
    const { key, problem } = identifyTopic(protocol, received)
    if (problem) return undefined
    const topic = getFromKey(protocol)?.(key)
    if (!topic || !isAlike(received, topic) || identifyTopic(protocol, topic).key !== key) return undefined
    return { protocol: protocol.id, key, topic }
  } catch {
    // A protocol trusts its app's types. A stranger may send a list in place of a text, for instance.
    return undefined
  }
}

/** True if each field of both has the same kind in both: a pattern would match a list of one text like the text. */
function isAlike(received: Topic, topic: Topic): boolean {
  const fields = new Map<string, unknown>(Object.entries(received))
  return (
    received.kind === topic.kind &&
    Object.entries(topic).every(([name, value]) => !fields.has(name) || toKind(fields.get(name)) === toKind(value))
  )
}

/** Numbers count as texts: a chain's id may be either. */
function toKind(value: unknown): string {
  if (Array.isArray(value)) return 'list'
  return typeof value === 'number' ? 'string' : typeof value
}

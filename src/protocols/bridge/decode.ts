import type { Incoming, Protocol, Topic } from '../../core/protocol.js'
import { isText, toRecord } from '../guards.js'
import type { BridgeFrame } from './sharedStream.js'

/** What the bridge's events mean. While it is degraded nothing is confirmed, so that everything is polled. */
export function createBridgeDecode<T extends Topic, Data>({ key: toKey, stateOf }: Protocol<T, Data>) {
  let indexed: readonly T[] | undefined
  let byKey = new Map<string, T>()

  function find(key: string, topics: readonly T[]): T | undefined {
    if (indexed !== topics) byKey = new Map(topics.map((topic) => [toKey(topic), topic]))
    indexed = topics
    return byKey.get(key)
  }

  function read(topic: T, data: unknown): Data | undefined {
    const { pieces, revive } = stateOf(topic)
    const value = revive(data)
    return value !== undefined && pieces ? pieces.adopt(value, toRecord(data)['isBroken'] === true) : value
  }

  return ({ event, told }: BridgeFrame, topics: readonly T[]): readonly Incoming<Data>[] => {
    const { code, data, topic: named } = told
    if (event === 'degraded')
      return topics.map((topic) => ({ type: 'refused', scope: 'topic', key: toKey(topic), code: 'DEGRADED' }))
    if (event === 'restored') return topics.map((topic) => ({ type: 'subscribed', key: toKey(topic) }))
    if (!isText(told['key']) && !named) return [{ type: 'malformed', reason: 'The bridge sends no such event.' }]
    const topic = isText(told['key']) ? find(told['key'], topics) : findSame(named, topics)
    // It may have been let go of meanwhile.
    if (!topic) return [{ type: 'alive' }]
    const key = toKey(topic)
    if (event === 'subscribed' || event === 'reset') return [{ type: 'subscribed', key }]
    if (event === 'refused')
      return [{ type: 'refused', scope: 'topic', key, code: isText(code) ? code.slice(0, 40) : 'REFUSED' }]
    if (event !== 'update') return [{ type: 'alive' }]
    const news = read(topic, data)
    return news === undefined
      ? [{ type: 'malformed', reason: "The bridge's news can't be read: it may be of another version." }]
      : [{ type: 'update', keys: [key], data: news }]
  }
}

/** What the bridge doesn't know it tells back as it was said. */
function findSame<T extends Topic>(named: unknown, topics: readonly T[]): T | undefined {
  const text = JSON.stringify(named)
  return topics.find((topic) => JSON.stringify(topic) === text)
}

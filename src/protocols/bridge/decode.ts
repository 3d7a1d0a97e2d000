import type { Incoming, Protocol } from '../../core/contract/protocol.js'
import type { Topic } from '../../core/contract/topic.js'
import { isText, toRecord } from '../shared/guards.js'
import type { BridgeFrame } from './sharedStream.js'
import type { BridgeClaims } from './claims.js'

/**
 * Tells what the bridge's events mean. While the bridge is degraded nothing is confirmed, so that everything is polled.
 */
export function createBridgeDecode<T extends Topic, Data>(protocol: Protocol<T, Data>, claims: BridgeClaims) {
  const { key: toKey, stateOf } = protocol
  let indexed: readonly T[] | undefined
  const byName = new Map<string, T>()

  /** By its key, or as it was said: so the bridge tells back a topic that it doesn't know. */
  function find(name: string, topics: readonly T[]): T | undefined {
    if (indexed !== topics) {
      byName.clear()
      for (const topic of topics) byName.set(toKey(topic), topic).set(JSON.stringify(topic), topic)
      for (const key of claims.keys()) if (!byName.has(key)) claims.delete(key)
    }
    indexed = topics
    return byName.get(name)
  }

  function read(topic: T, data: unknown): Data | undefined {
    const { pieces, revive } = stateOf(topic)
    const value = revive(data)
    return value !== undefined && pieces ? pieces.adopt(value, toRecord(data)['isBroken'] === true) : value
  }

  return ({ event, told }: BridgeFrame, topics: readonly T[]): readonly Incoming<Data>[] => {
    const { code, data, info, key: name, via } = told
    if (event === 'degraded')
      return topics.map((topic) => ({ type: 'refused', scope: 'topic', key: toKey(topic), code: 'DEGRADED' }))
    if (event === 'restored') return topics.map((topic) => ({ type: 'subscribed', key: toKey(topic) }))
    if (!isText(name)) return unreadable
    const topic = find(name, topics)
    // It may have been let go of meanwhile.
    if (!topic) return [{ type: 'alive' }]
    const key = toKey(topic)
    const claim = claims.get(key)
    if (event === 'info') {
      claims.set(key, { info: toRecord(info), isNew: true })
      return [{ type: 'info', key }]
    }
    if (event === 'subscribed' || event === 'reset') {
      // A claim that was made on an earlier stream says nothing any more.
      if (claim?.isNew) claims.set(key, { ...claim, isNew: false })
      else claims.delete(key)
      return [{ type: 'subscribed', key }]
    }
    if (event === 'refused')
      return [{ type: 'refused', scope: 'topic', key, code: isText(code) ? code.slice(0, 40) : 'REFUSED' }]
    if (event !== 'update') return [{ type: 'alive' }]
    if (claim) claims.set(key, { ...claim, heardAt: Infinity })
    const news = read(topic, data)
    return news === undefined
      ? unreadable
      : [
          {
            type: 'update',
            keys: [key],
            data: news,
            isWhole: !stateOf(topic).pieces,
            via: via === 'webhook' ? via : 'bridge',
          },
        ]
  }
}

const unreadable: readonly Incoming<never>[] = [
  { type: 'malformed', reason: "The bridge can't be read: it may be of another version." },
]

import type { SocketIoFrame } from '../../transports/socketIo.js'
import { type FusionTopic, toTopicKey } from './topic.js'

/**
 * The frames that take the service from what was sent to what is wanted.
 *
 * Intents and statistics share one room. It is joined again for the one that comes later: only joining is answered, by
 * the statistics.
 */
export function toSyncFrames(wanted: readonly FusionTopic[], sent: readonly FusionTopic[]): readonly SocketIoFrame[] {
  const added = getMissing(wanted, sent)
  const gone = getMissing(sent, wanted)
  const isToLeave = gone.some(isOfAll) && !wanted.some(isOfAll)
  return [
    ...(added.some(isOfAll) ? [subscribeAll] : isToLeave ? [['unsubscribe:all'] as const] : []),
    ...toFrames('subscribe', added),
    ...toFrames('unsubscribe', gone),
  ]
}

/** No later broadcast of the statistics is documented: a client that joins again is told them anew. */
export function toPingFrames(topics: readonly FusionTopic[], nth: number): readonly SocketIoFrame[] {
  const isDue = nth % 2 === 0 && topics.some(({ kind }) => kind === 'stats')
  return isDue ? [['ping'], subscribeAll] : [['ping']]
}

const subscribeAll = ['subscribe:all'] as const

function toFrames(verb: 'subscribe' | 'unsubscribe', topics: readonly FusionTopic[]): readonly SocketIoFrame[] {
  return topics.flatMap((topic) => (topic.kind === 'intent' ? [[`${verb}:intent`, topic.intentId] as const] : []))
}

function getMissing(topics: readonly FusionTopic[], except: readonly FusionTopic[]): readonly FusionTopic[] {
  const keys = new Set(except.map(toTopicKey))
  return topics.filter((topic) => !keys.has(toTopicKey(topic)))
}

function isOfAll({ kind }: FusionTopic): boolean {
  return kind !== 'intent'
}

import type { SocketIoFrame } from '../../transports/socketIo.js'
import { type FusionTopic, type IntentTopic, toTopicKey } from './topic.js'

/**
 * The frames that take the service from what was sent to what is wanted.
 *
 * Intents and statistics share one room. It is joined again for the one that comes later: only joining is answered, by the statistics.
 */
export function toSyncFrames(wanted: readonly FusionTopic[], sent: readonly FusionTopic[]): readonly SocketIoFrame[] {
  const added = getMissing(wanted, sent)
  const gone = getMissing(sent, wanted)
  const isToLeave = gone.some(isOfAll) && !wanted.some(isOfAll)
  return [
    ...(added.some(isOfAll) ? [subscribeAll] : isToLeave ? [unsubscribeAll] : []),
    ...added.filter(isIntent).map(({ intentId }) => ['subscribe:intent', intentId] as const),
    ...gone.filter(isIntent).map(({ intentId }) => ['unsubscribe:intent', intentId] as const),
  ]
}

/** Of the statistics no later broadcast is documented: who joins again is told them anew. */
export function toPingFrames(topics: readonly FusionTopic[], nth: number): readonly SocketIoFrame[] {
  const isDue = nth % 2 === 0 && topics.some(({ kind }) => kind === 'stats')
  return isDue ? [['ping'], subscribeAll] : [['ping']]
}

const subscribeAll = ['subscribe:all'] as const
const unsubscribeAll = ['unsubscribe:all'] as const

/** Each once. */
function getMissing(topics: readonly FusionTopic[], except: readonly FusionTopic[]): readonly FusionTopic[] {
  const missing = new Map(topics.map((topic) => [toTopicKey(topic), topic]))
  for (const topic of except) missing.delete(toTopicKey(topic))
  return [...missing.values()]
}

function isIntent(topic: FusionTopic): topic is IntentTopic {
  return topic.kind === 'intent'
}

function isOfAll(topic: FusionTopic): boolean {
  return !isIntent(topic)
}

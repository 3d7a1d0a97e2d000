import type { Incoming } from '../../core/contract/protocol.js'
import { toTime } from './fields.js'
import { isText, toRecord } from '../shared/guards.js'
import { type IntentFeedData, toIntentPiece } from './feed.js'
import type { Intent } from './model.js'
import { type MempoolStatsData, toMempoolStats } from './stats.js'
import { toIntent } from './read.js'
import { type FusionTopic, toIntentKey, toTopicKey } from './topic.js'

/** The data of a topic of any kind. */
export type FusionData = Intent | IntentFeedData | MempoolStatsData

type News = Incoming<FusionData>

/** Tells what an event of Fusion's means. Total: whatever comes, it is an answer and no exception. */
export function decodeFusionFrame(frame: unknown, topics: readonly FusionTopic[]): readonly News[] {
  try {
    // The kept data are plain JSON, whatever the transport's parser has made of the frame.
    const [event, said]: readonly unknown[] = JSON.parse(isText(frame) ? frame : JSON.stringify(frame))
    return decode(String(event), said, topics)
  } catch {
    return malformed('No event.')
  }
}

/** Events that tell of an intent; `ofAll` are those that are told to all, too. */
const ofIntent = /^intent:((?:status|proof)(?:_changed)?|new|removed|not_found)$/
const ofAll = /(new|ed)$/

function decode(event: string, said: unknown, topics: readonly FusionTopic[]): readonly News[] {
  if (event === 'pong') return [{ type: 'alive', pong: toTime(toRecord(said)['timestamp']) ?? true }]
  // Documented as never sent; clients listen for it all the same.
  if (event === 'intent:settlement_proof') return [{ type: 'alive' }]
  if (/^(connect_)?error$/.test(event)) return toRefusal(JSON.stringify(said), topics, event === 'error')
  if (event === 'mempool:stats') {
    const stats = toMempoolStats(said)
    // The answer to `subscribe:all`: of the intents nothing is told yet, and nothing is missing.
    if (stats) return [update('stats', stats), update('intents', toIntentPiece([]))]
  }
  const word = ofIntent.exec(event)?.[1]
  const news = word && toIntent(toRecord(said), word === 'removed' || word === 'not_found' ? word : undefined)
  if (!news) return malformed(`Unknown to Fusion: ${event}`)
  const told = update(toIntentKey(news.intentId), news)
  return ofAll.test(word) ? [told, update('intents', toIntentPiece([news]))] : [told]
}

function update(key: string, data: FusionData): News {
  return { type: 'update', keys: [key], data }
}

/**
 * It refuses the intent that it names. One that names none is about a frame that was sent, and not about us: it refuses
 * the only topic that waits for its answer, if it is one alone.
 */
function toRefusal(text: string | undefined, topics: readonly FusionTopic[], isRefusal: boolean): readonly News[] {
  const words = text?.split(/[\s"\\,:;()[\]{}]+/)
  for (const topic of topics)
    if (topic.kind === 'intent' && words?.includes(topic.intentId))
      return [{ type: 'refused', scope: 'topic', key: toTopicKey(topic), code: 'REFUSED' }]
  const told = malformed(`Fusion found fault: ${text}`)
  // It may name one that was let go of meanwhile.
  const isNameless = isRefusal && !/0x[\da-f]{6}/i.test(String(text))
  return isNameless ? [...told, { type: 'refused', scope: 'topic', code: 'REFUSED' }] : told
}

function malformed(reason: string): readonly News[] {
  return [{ type: 'malformed', reason: reason.slice(0, 200) }]
}

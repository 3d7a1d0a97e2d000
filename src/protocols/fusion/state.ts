import type { State } from '../../core/contract/protocol.js'
import type { AskJson } from '../shared/askJson.js'
import { toRecord } from '../shared/guards.js'
import { mergeIntent } from './merge.js'
import { isIntent, type Intent } from './model.js'
import { isLocked, isRefunded } from './refund.js'
import { isEnd } from './status.js'
import { toIntent } from './read.js'
import { type IntentTopic, toIntentKey, toTopicKey } from './topic.js'

export function createIntentState(topic: IntentTopic, ask: AskJson, refundGraceMs: number): State<IntentTopic, Intent> {
  const { intentId } = topic
  return {
    fetch(_, { request }) {
      const path = `/api/intents/${encodeURIComponent(intentId)}`
      return request((signal) => ask(path, {}, (answer, status) => toAnswer(intentId, answer, status), signal))
    },
    merge: mergeIntent,
    // That the service doesn't have it is never announced.
    hasMoved: (from, to) =>
      to.status !== 'not_found' && (from.status !== to.status || from.proofStatus !== to.proofStatus),
    finality(data) {
      const { status } = data
      if (status !== 'failed') return isEnd(status) || status === 'removed' ? 'final' : 'open'
      return isLocked(data) && !isRefunded(data) ? { afterMs: refundGraceMs } : 'final'
    },
    // In a cache there may be another intent under this one's key.
    revive: (value) => (isIntent(value) && toIntentKey(value.intentId) === toTopicKey(topic) ? value : undefined),
  }
}

/** The bare intent, or one within an envelope. That there is none is an answer, too. */
function toAnswer(intentId: string, answer: unknown, status: number): Intent | undefined {
  if (status === 404) return toIntent({ intentId }, 'not_found')
  const { data, intent = data } = toRecord(answer)
  const { timestamp, updatedAt, ...told } = toRecord(intent ?? answer)
  // When an answer was sent says something only where the service says nothing better.
  const news = toIntent({ ...told, updatedAt: updatedAt ?? timestamp, intentId })
  return news?.lastStatus ? news : undefined
}

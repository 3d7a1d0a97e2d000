import type { State } from '../../core/contract/protocol.js'
import type { AskJson } from '../shared/askJson.js'
import { mergeIntent } from './merge.js'
import { isIntent, type Intent } from './model.js'
import { isRefunded, mayBeLocked } from './refund.js'
import { isEnd } from './status.js'
import { getIntent } from './rest.js'
import { type IntentTopic, toIntentKey, toTopicKey } from './topic.js'

export function createIntentState(topic: IntentTopic, ask: AskJson, refundGraceMs: number): State<IntentTopic, Intent> {
  const { intentId } = topic
  return {
    fetch: (_, { request }) => request((signal) => getIntent(ask, intentId, signal)),
    merge: mergeIntent,
    // That the service doesn't have it is never announced.
    hasMoved: (from, to) =>
      to.status !== 'not_found' && (from.status !== to.status || from.proofStatus !== to.proofStatus),
    finality(data) {
      const { status } = data
      if (status !== 'failed') return isEnd(status) || status === 'removed' ? 'final' : 'open'
      // That nothing was locked is sure once an answer says so that was asked for after the failure.
      return isRefunded(data) ? 'final' : { afterMs: mayBeLocked(data) ? refundGraceMs : 0 }
    },
    // In a cache there may be another intent under this one's key.
    revive: (value) => (isIntent(value) && toIntentKey(value.intentId) === toTopicKey(topic) ? value : undefined),
  }
}

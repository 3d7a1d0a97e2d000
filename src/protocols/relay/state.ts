import type { State } from '../../core/contract/protocol.js'
import type { AskJson } from '../shared/askJson.js'
import { mergeRelayStatus } from './merge.js'
import { isRelayStatus, type RelayStatus } from './model.js'
import { findLost } from './refund.js'
import { getStatus } from './rest.js'
import { isEnd } from './status.js'
import { type RelayTopic, toTopicKey } from './topic.js'

export function createStatusState(
  topic: RelayTopic,
  ask: AskJson,
  refundGraceMs: number,
): State<RelayTopic, RelayStatus> {
  return {
    fetch: (_, { request }) => request((signal) => getStatus(ask, topic, signal)),
    merge: mergeRelayStatus,
    // Only a change of status is announced; that an id became known is not.
    hasMoved: (from, to) => from.status !== to.status && to.status !== 'waiting',
    // A failure may still be refunded: where no refund comes by itself, there is no grace, and a late one is shown.
    // A status that we don't know isn't an end.
    finality(data) {
      const isStrict = data.depositAddress?.depositAddressType === 'strict'
      // A strict address that was paid too much delivers first, and then refunds the excess.
      if (isEnd(data.status)) return data.status === 'success' && isStrict ? { afterMs: 0 } : 'final'
      return data.status === 'failure' ? { afterMs: findLost(data) ? 0 : refundGraceMs } : 'open'
    },
    // In a cache there may be another request under this one's key.
    revive: (value) => (isRelayStatus(value) && value.requestId === toTopicKey(topic) ? value : undefined),
  }
}

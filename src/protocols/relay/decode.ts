import * as v from 'valibot'
import type { Incoming } from '../../core/protocol.js'
import type { RelayStatus } from './model.js'
import { toRefusal } from './toRefusal.js'
import { toRelayStatus } from './toRelayStatus.js'
import { ackSchema, envelopeSchema, errorSchema, readySchema, subscribedSchema, updateSchema } from './wire.js'

/** What a frame of Relay's means. Total: whatever comes, it is an answer and no exception. */
export function decodeRelayFrame(frame: unknown): readonly Incoming<RelayStatus>[] {
  try {
    return [decode(typeof frame === 'string' ? JSON.parse(frame) : frame)]
  } catch {
    return [{ type: 'malformed', reason: 'It is no JSON.' }]
  }
}

function decode(frame: unknown): Incoming<RelayStatus> {
  if (v.is(readySchema, frame)) return { type: 'ready' }
  if (v.is(updateSchema, frame)) {
    const { data, ...envelope } = frame
    const { requestId, status } = data
    const said = 'publishedAt' in envelope ? { publishedAt: envelope.publishedAt, ...data } : data
    const news = toRelayStatus(requestId, status, said)
    return { type: 'update', keys: [news.requestId], data: news }
  }
  if (v.is(envelopeSchema, frame)) return decode(frame.data)
  if (v.is(subscribedSchema, frame)) return { type: 'subscribed', key: frame.data.filters.id.toLowerCase() }
  if (v.is(ackSchema, frame)) return { type: 'alive' }
  if (v.is(errorSchema, frame)) return toRefusal(frame)
  return { type: 'malformed', reason: 'It is none of the frames that Relay is known to send.' }
}

import * as v from 'valibot'
import type { Incoming } from '../../core/protocol.js'
import type { RelayStatus } from './model.js'
import { toRelayStatus } from './toRelayStatus.js'
import {
  ackSchema,
  envelopeSchema,
  errorSchema,
  readySchema,
  subscribedSchema,
  topicErrorSchema,
  updateSchema,
} from './wire.js'

/** What a frame of Relay's means. Total: whatever comes, it is an answer and no exception. */
export function decodeRelayFrame(frame: unknown): readonly Incoming<RelayStatus>[] {
  try {
    return [decode(typeof frame === 'string' ? JSON.parse(frame) : frame)]
  } catch {
    return [{ type: 'malformed', reason: 'No JSON.' }]
  }
}

function decode(frame: unknown): Incoming<RelayStatus> {
  if (v.is(readySchema, frame)) return { type: 'ready' }
  if (v.is(updateSchema, frame)) {
    const { data, ...envelope } = frame
    const news = toRelayStatus(data.requestId, data.status, { ...envelope, ...data, event: null })
    if (news) return { type: 'update', keys: [news.requestId], data: news }
  }
  if (v.is(envelopeSchema, frame)) return decode(frame.data)
  if (v.is(subscribedSchema, frame)) return { type: 'subscribed', key: frame.data.filters.id.toLowerCase() }
  if (v.is(ackSchema, frame)) return { type: 'alive' }
  if (v.is(errorSchema, frame)) return toRefusal(frame)
  return { type: 'malformed', reason: 'No frame that Relay is known to send.' }
}

/**
 * What an error frame refuses: one topic where it names one, this client where it is about the connection or the key.
 * Of anything else nothing follows: a refusal ends reconnecting, and trouble that passes must not do that.
 */
function toRefusal(frame: object): Incoming<never> {
  const text = JSON.stringify(frame)
  // The service's code is told, never its message: that one may quote the key.
  const code = /code":"?([\w-]{1,40})/i.exec(text)?.[1] ?? 'REFUSED'
  if (v.is(topicErrorSchema, frame))
    return { type: 'refused', scope: 'topic', key: frame.data.filters.id.toLowerCase(), code }
  const isAboutUs =
    /"connection"|auth|api.?key|forbidden|code":"?40[13]/i.test(text) && !/too many|limit|code":"?429/i.test(text)
  return isAboutUs
    ? { type: 'refused', scope: 'connection', code }
    : { type: 'malformed', reason: 'An error that names neither a request nor the key.' }
}

import type { Incoming } from '../../core/protocol.js'
import { isRecord, isText } from '../guards.js'
import type { RelayStatus } from './model.js'
import { toRelayStatus } from './toRelayStatus.js'
import { event } from './wire.js'

/** What a frame of Relay's means. Total: whatever comes, it is an answer and no exception. */
export function decodeRelayFrame(frame: unknown): readonly Incoming<RelayStatus>[] {
  try {
    return [decode(typeof frame === 'string' ? JSON.parse(frame) : frame)]
  } catch {
    return [{ type: 'malformed', reason: 'No JSON.' }]
  }
}

function decode(frame: unknown): Incoming<RelayStatus> {
  const { data, event: named, publishedAt, status, type } = isRecord(frame) ? frame : {}
  if (type === 'connection' && status === 'ready') return { type: 'ready' }
  const told = isRecord(data) ? data : {}
  // The documented ack misspells it (`equest.status.updated`); news have no `type`.
  if (named === event || named === event.slice(1)) {
    const news = toRelayStatus({ publishedAt, ...told })
    if (news) return { type: 'update', keys: [news.requestId], data: news }
  }
  // News come within another envelope at times.
  if (told['event']) {
    const inner = decode({ ...told, type: undefined })
    if (inner.type === 'update') return inner
  }
  const id = isRecord(told['filters']) && told['filters']['id']
  if (status === 'error') return toRefusal(JSON.stringify(frame), id)
  if (status !== 'success' || (type !== 'subscribe' && type !== 'unsubscribe'))
    return { type: 'malformed', reason: 'No frame that Relay is known to send.' }
  return type === 'subscribe' && isText(id) ? { type: 'subscribed', key: id.toLowerCase() } : { type: 'alive' }
}

/**
 * What an error frame refuses: one topic where it names one, this client where it is about the connection or the key.
 * Of anything else nothing follows: a refusal ends reconnecting, and trouble that passes must not do that.
 */
function toRefusal(text: string, id: unknown): Incoming<never> {
  // The service's code is told, never its message: that one may quote the key.
  const code = /code":"?([\w-]{1,40})/i.exec(text)?.[1] ?? 'REFUSED'
  if (isText(id)) return { type: 'refused', scope: 'topic', key: id.toLowerCase(), code }
  const isAboutUs = /"connection"|auth|api.?key|forbidden|code":"?40[13]/i.test(text)
  if (isAboutUs && !/too many|limit|code":"?429/i.test(text)) return { type: 'refused', scope: 'connection', code }
  return { type: 'malformed', reason: 'An error that names neither a request nor the key.' }
}

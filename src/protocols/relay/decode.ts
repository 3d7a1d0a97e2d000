import type { Incoming } from '../../core/contract/protocol.js'
import { isText, toRecord } from '../shared/guards.js'
import type { RelayStatus } from './model.js'
import { toRelayStatus } from './read.js'
import { event } from './wire.js'

/** Tells what a frame of Relay's means. Total: whatever comes, it is an answer and no exception. */
export function decodeRelayFrame(frame: unknown): readonly Incoming<RelayStatus>[] {
  try {
    return [decode(toRecord(isText(frame) ? JSON.parse(frame) : frame))]
  } catch {
    return [malformed('No JSON.')]
  }
}

function decode(frame: Readonly<Record<string, unknown>>): Incoming<RelayStatus> {
  const data = toRecord(frame['data'])
  // News have no `type`, and come within another envelope at times.
  for (const { data: told, event: named, publishedAt } of [frame, data]) {
    // The documented ack misspells it (`equest.status.updated`).
    if (!isText(named) || !named.endsWith(event.slice(1))) continue
    const news = toRelayStatus({ publishedAt, ...toRecord(told) })
    if (news) return { type: 'update', keys: [news.requestId], data: news }
  }
  const { status, type } = frame
  const { id: linkId } = data
  if (type === 'connection' && status === 'ready')
    return { type: 'ready', ...(isText(linkId) && { id: linkId.slice(0, 64) }) }
  const { id } = toRecord(data['filters'])
  const key = isText(id) && id.toLowerCase()
  if (status === 'error') return toRefusal(JSON.stringify(frame), key)
  if (status === 'success' && type === 'subscribe' && key) return { type: 'subscribed', key }
  if (status === 'success' && type) return { type: 'alive' }
  return malformed('Relay sends no such frame.')
}

/**
 * Tells what an error frame refuses: one topic where it names one, this client where it is about the connection or the
 * key. Nothing follows from any other error: a refusal ends reconnecting, and trouble that passes must not do that.
 */
function toRefusal(text: string, key: string | false): Incoming<never> {
  // The service's code is told, never its message: that one may quote the key. So may a code that is like one.
  const code = /code":"?([a-z_]{1,40}|[\w-]{1,15})(?![\w-])/i.exec(text)?.[1] ?? 'REFUSED'
  if (key) return { type: 'refused', scope: 'topic', key, code }
  const isAboutUs = /"connection"|auth|api.?key|forbidden|code":"?40[13]/i.test(text)
  return isAboutUs && !/too many|limit|code":"?429/i.test(text)
    ? { type: 'refused', scope: 'connection', code }
    : malformed(`An error without consequence: ${code}`)
}

function malformed(reason: string): Incoming<never> {
  return { type: 'malformed', reason }
}

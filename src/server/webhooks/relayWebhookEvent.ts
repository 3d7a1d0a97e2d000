import { isRecord, isText, isTime, toLength } from '../../protocols/shared/guards.js'
import type { RelayStatus } from '../../protocols/relay/model.js'
import { toRelayStatus } from '../../protocols/relay/read.js'
import { event } from '../../protocols/relay/wire.js'
import type { Bytes } from '../http/bytes.js'
import { parseJsonBytes } from '../parseJson.js'
import { toShown } from '../logText.js'
import { refuse, type RelayWebhookRefusal } from './refusals.js'

/** One of Relay's webhooks, read. Plain JSON. */
export interface RelayWebhookEvent {
  readonly event: 'request.status.updated'
  /** The time of sending, by Relay's clock, in unix ms. Absent where Relay doesn't tell it. */
  readonly timestamp?: number
  /**
   * The request's status, as the hooks have it. `mergeRelayStatus(saved, data)` adds it to the status that you saved.
   * `extra` holds the fields that onwire doesn't know.
   */
  readonly data: RelayStatus
  /** The whole body as it was sent, parsed. */
  readonly body: Readonly<Record<string, unknown>>
}

export type RelayWebhookResult = { readonly ok: true; readonly event: RelayWebhookEvent } | RelayWebhookRefusal

/** The longest request id, and what is kept of the data of one webhook, in characters of JSON. */
const maxIdLength = 200
const maxLength = 32_000

/** Reads a body whose signature is good. One unreadable field doesn't cost the others. */
export function toRelayWebhookEvent(bytes: Bytes): RelayWebhookResult {
  const body = parseJsonBytes(bytes, { fatal: true })
  if (body === undefined) return refuse('NOT_JSON')
  if (!isRecord(body) || body['event'] !== event) return refuse('UNKNOWN_EVENT', toDetail(body))
  const { data: received, timestamp } = body
  const sentAt = isTime(timestamp) ? timestamp : undefined
  const data = isRecord(received) ? toRelayStatus({ publishedAt: sentAt, ...toBounded(received) }) : undefined
  if (!data || data.requestId.length > maxIdLength) return refuse('MALFORMED_EVENT')
  return { ok: true, event: { event, ...(sentAt && { timestamp: sentAt }), data, body } }
}

/** Leaves out what nobody means to say, so that neither the bus nor a page has to carry it: too long, or too deep. */
function toBounded(received: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  let room = maxLength
  return Object.fromEntries(
    Object.entries(received).filter(([name, value]) => {
      const length = toLength([name, value])
      if (length > room) return false
      room -= length
      return true
    }),
  )
}

function toDetail(body: unknown): string {
  const named = isRecord(body) ? body['event'] : undefined
  return isText(named) ? `It is ${toShown(named)}` : 'It names none'
}

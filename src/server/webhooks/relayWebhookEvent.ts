import { isRecord, isText, isTime } from '../../protocols/shared/guards.js'
import type { RelayStatus } from '../../protocols/relay/model.js'
import { toRelayStatus } from '../../protocols/relay/read.js'
import { event } from '../../protocols/relay/wire.js'
import type { Bytes } from '../http/bytes.js'
import { refuse, type RelayWebhookRefusal } from './refusals.js'

/** What one of Relay's webhooks says. Plain JSON. */
export interface RelayWebhookEvent {
  readonly event: 'request.status.updated'
  /** When it was sent, by Relay's clock, in unix ms. Absent where it isn't told. */
  readonly timestamp?: number
  /** What is told of the request, as the hooks have it; `mergeRelayStatus(saved, data)` adds it to what you have. Fields that onwire doesn't know are in its `extra`. */
  readonly data: RelayStatus
  /** The whole body as it was sent, parsed. */
  readonly body: Readonly<Record<string, unknown>>
}

export type RelayWebhookResult = { readonly ok: true; readonly event: RelayWebhookEvent } | RelayWebhookRefusal

/** Reads a body whose signature is good. A fact that can't be read doesn't cost the others. */
export function toRelayWebhookEvent(bytes: Bytes): RelayWebhookResult {
  const body = parse(bytes)
  if (body === undefined) return refuse('NOT_JSON')
  if (!isRecord(body) || body['event'] !== event) return refuse('UNKNOWN_EVENT', toDetail(body))
  const { data: received, timestamp } = body
  const sentAt = isTime(timestamp) ? timestamp : undefined
  const data = isRecord(received) ? toRelayStatus({ publishedAt: sentAt, ...received }) : undefined
  if (!data) return refuse('MALFORMED_EVENT')
  return { ok: true, event: { event, ...(sentAt && { timestamp: sentAt }), data, body } }
}

function parse(bytes: Bytes): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

function toDetail(body: unknown): string {
  const named = isRecord(body) ? body['event'] : undefined
  return isText(named) ? `It is ${toShown(named)}` : 'It names none'
}

/** For a line of a log: short, and unable to end the line. */
export function toShown(text: string): string {
  const shown = text.slice(0, 80).replaceAll(/[^\x21-\x7e]/g, '?')
  return text.length > 80 ? `${shown}…` : shown
}

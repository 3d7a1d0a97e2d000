import type { TopicClaim } from '../topicClaim.js'
import type { BusEntry, BusTopic } from '../../bus/bus.js'

export type Frame = Uint8Array<ArrayBuffer>

const toBytes = (text: string): Frame => new TextEncoder().encode(text)

/** Shows that the link lives. With an id: the reader has every entry up to it. */
export const toBeat = (id?: string): Frame => toBytes(`:\n${id === undefined ? '' : `id: ${id}\n`}\n`)

/** Encodes an event of one topic, or of all. JSON contains no line breaks. */
export function toEvent(
  event: 'subscribed' | 'reset' | 'refused' | 'update' | 'info' | 'degraded' | 'restored' | 'renew',
  payload: Partial<Pick<BusTopic, 'protocol' | 'key'>> & {
    readonly data?: unknown
    readonly info?: unknown
    readonly code?: string
  } = {},
): Frame {
  return toBytes(`event: ${event}\ndata: ${JSON.stringify(payload)}\n\n`)
}

/** News from nobody's engine are a webhook's. */
const webhook = { via: 'webhook' } as const

/** Never throws: an entry that JSON can't be written of is passed over, and the reader goes on after it. */
export function toUpdate({ data, from, id, key, protocol }: BusEntry): Frame {
  try {
    return toBytes(
      `event: update\nid: ${id}\ndata: ${JSON.stringify({ protocol, key, ...(from === undefined && webhook), data })}\n\n`,
    )
  } catch {
    return toCursor(id)
  }
}

/** Tells how the service keeps a topic up to date. Times are unix ms by this server's clock. */
export function toInfoEvent({ key, protocol }: BusTopic, claim: TopicClaim, sentAt: number): Frame {
  return toEvent('info', { protocol, key, info: toInfo(claim, sentAt) })
}

/** Says of a topic what `toInfoEvent` tells. */
export function toInfo(
  { isStale, lastEventAt, transport }: TopicClaim,
  sentAt: number,
): TopicClaim & { sentAt: number } {
  return { transport, isStale, lastEventAt, sentAt }
}

/** Sets the reader's cursor: it gets every entry after it. */
export function toCursor(id: string): Frame {
  return toBytes(`id: ${id}\n\n`)
}

import type { BusEntry, BusTopic } from '../../bus/bus.js'

export type Frame = Uint8Array<ArrayBuffer>

const toBytes = (text: string): Frame => new TextEncoder().encode(text)

/** Shows that the link lives. With an id: the reader has every entry up to it. */
export const toBeat = (id?: string): Frame => toBytes(`:\n${id === undefined ? '' : `id: ${id}\n`}\n`)

/** Encodes an event of one topic, or of all. JSON contains no line breaks. */
export function toEvent(
  event: 'subscribed' | 'reset' | 'refused' | 'update' | 'degraded' | 'restored' | 'renew',
  payload: Partial<Pick<BusTopic, 'protocol' | 'key'>> & { readonly data?: unknown; readonly code?: string } = {},
): Frame {
  return toBytes(`event: ${event}\ndata: ${JSON.stringify(payload)}\n\n`)
}

export function toUpdate({ data, id, key, protocol }: BusEntry): Frame {
  return toBytes(`event: update\nid: ${id}\ndata: ${JSON.stringify({ protocol, key, data })}\n\n`)
}

/** Sets the reader's cursor: it gets every entry after it. */
export function toCursor(id: string): Frame {
  return toBytes(`id: ${id}\n\n`)
}

import type { BusEntry, BusTopic } from '../../bus/bus.js'

export type Frame = Uint8Array<ArrayBuffer>

const toBytes = (text: string): Frame => new TextEncoder().encode(text)

/** The link lives. With an id: everything up to there has been told. */
export const toBeat = (id?: string): Frame => toBytes(`:\n${id === undefined ? '' : `id: ${id}\n`}\n`)

/** What the bridge has to say of one topic, or of all. JSON has no line breaks of its own. */
export function toEvent(
  event: 'subscribed' | 'reset' | 'refused' | 'update' | 'degraded' | 'restored' | 'renew',
  payload: Partial<Pick<BusTopic, 'protocol' | 'key'>> & { readonly data?: unknown; readonly code?: string } = {},
): Frame {
  return toBytes(`event: ${event}\ndata: ${JSON.stringify(payload)}\n\n`)
}

export function toUpdate({ data, id, key, protocol }: BusEntry): Frame {
  return toBytes(`event: update\nid: ${id}\ndata: ${JSON.stringify({ protocol, key, data })}\n\n`)
}

/** From where on the reader is told everything. */
export function toCursor(id: string): Frame {
  return toBytes(`id: ${id}\n\n`)
}

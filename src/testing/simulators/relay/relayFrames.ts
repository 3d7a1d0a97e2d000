import type { SimulatedRelayStatus } from './relayStatus.js'

/*
 * Every frame that the service is documented to send. The page says nothing of errors; the two error
 * frames are what such a service would say.
 */

export const statusEvent = 'request.status.updated'

export function readyFrame(socketId: string): string {
  return JSON.stringify({ type: 'connection', status: 'ready', data: { id: socketId } })
}

/** The event's name lacks its first letter in the vendor's page, and so here. */
export function subscribedFrame(filters: unknown): string {
  return JSON.stringify({
    type: 'subscribe',
    status: 'success',
    data: { event: 'equest.status.updated', filters },
  })
}

export function unsubscribedFrame(): string {
  return JSON.stringify({ type: 'unsubscribe', status: 'success', data: { event: statusEvent } })
}

export function errorFrame(type: string, message: string): string {
  return JSON.stringify({ type, status: 'error', data: { message } })
}

export function updateFrame(
  status: Partial<SimulatedRelayStatus>,
  publishedAt: number,
  envelope: 'flat' | 'nested',
): string {
  const update = { event: statusEvent, data: status, publishedAt }
  return JSON.stringify(envelope === 'nested' ? { data: update } : update)
}

/** Frames that no client should trip over: none of them is a status that could be believed. */
export function junkFrames(requestIds: readonly string[]): readonly (string | Uint8Array<ArrayBuffer>)[] {
  const [requestId = '0x00'] = requestIds
  return [
    '',
    'ping',
    '{"event":"request.status.updated","data":',
    'null',
    '[]',
    '42',
    '{"type":"news","data":{"headline":"a type that nobody knows"}}',
    '{"event":"request.status.updated"}',
    '{"event":"request.status.updated","data":null}',
    '{"event":"request.status.updated","data":{"status":"success"},"publishedAt":1}',
    JSON.stringify({ event: statusEvent, data: { requestId, status: 42 } }),
    JSON.stringify({ event: statusEvent, data: { requestId: [requestId], status: 'success' } }),
    '{"type":"subscribe","status":"success"}',
    '{"__proto__":{"status":"success"}}',
    `"${'x'.repeat(20_000)}"`,
    new Uint8Array([0xff, 0xfe, 0x00, 0x80]),
  ]
}

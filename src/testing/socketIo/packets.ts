/*
 * Engine.IO v4 and Socket.IO v5 as text: one digit says what an Engine.IO packet is, and in a message (4)
 * a second one says what the Socket.IO packet is. `42["name",…]` is an event.
 */

/** A client's frame, parsed. This server reads no binary events. */
export type ClientPacket =
  | { readonly type: 'pong' | 'close' }
  | { readonly type: 'probe' }
  | { readonly type: 'join' | 'leave'; readonly namespace: string }
  | { readonly type: 'event'; readonly namespace: string; readonly name: string; readonly args: readonly unknown[] }
  | { readonly type: 'unreadable'; readonly reason: string }

export function parsePacket(frame: string): ClientPacket {
  if (frame === '3') return { type: 'pong' }
  if (frame === '1') return { type: 'close' }
  if (frame === '2probe') return { type: 'probe' }
  // The number before the payload asks for an acknowledgement; a server whose handlers give none ignores it.
  const parts = /^4([0-9])(?:(\/[^,]*),)?(\d*)(.*)$/s.exec(frame)
  if (parts === null) return { type: 'unreadable', reason: 'It is no Engine.IO message.' }
  const [, kind, namespace = '/', , payload = ''] = parts
  if (kind === '0') return { type: 'join', namespace }
  if (kind === '1') return { type: 'leave', namespace }
  if (kind !== '2') return { type: 'unreadable', reason: 'It is no Socket.IO event.' }
  const [name, ...args] = parseList(payload)
  if (typeof name !== 'string') return { type: 'unreadable', reason: 'Its event has no name.' }
  return { type: 'event', namespace, name, args }
}

function parseList(text: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(text)
    return Array.isArray(list) ? list : []
  } catch {
    return []
  }
}

export interface Handshake {
  readonly sid: string
  readonly pingInterval: number
  readonly pingTimeout: number
}

export function openPacket(handshake: Handshake): string {
  const { sid, pingInterval, pingTimeout } = handshake
  return `0${JSON.stringify({ sid, upgrades: [], pingInterval, pingTimeout, maxPayload: 1_000_000 })}`
}

export const pingPacket = '2'

export const probedPacket = '3probe'

export function joinedPacket(sid: string): string {
  return `40${JSON.stringify({ sid })}`
}

export function refusedPacket(namespace: string, message: string): string {
  return `44${namespace === '/' ? '' : `${namespace},`}${JSON.stringify({ message })}`
}

export const disconnectPacket = '41'

export function eventPacket(name: string, args: readonly unknown[]): string {
  return `42${JSON.stringify([name, ...args])}`
}

/** An event that breaks off: clients close with `parse error`. */
export const garbledPacket = '42["intent:status",'

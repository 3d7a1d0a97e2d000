import type { ConnectionStatus, DisconnectReason, TopicTransport } from '../../core/contract/status.js'
import type { ConnectionWord } from '../messages/messages.js'

/** Describes a connection: one topic's, with its transport, or a protocol's as a whole. */
export interface ConnectionView {
  readonly status: ConnectionStatus
  /** The reason where it is `disconnected`. */
  readonly reason?: DisconnectReason | undefined
  readonly transport?: TopicTransport | undefined
  /** True where a topic's data may be older than the service's. */
  readonly isStale?: boolean | undefined
  /** How far the service's clock is ahead of this machine's, in ms. 0 by default. */
  readonly clockOffsetMs?: number | undefined
  /** Skips the wait for the next attempt. */
  readonly reconnect?: (() => void) | undefined
}

/** Chooses the word. Stale data come before the reason of an outage, and that before `polling`. */
export function toConnectionWord({ isStale, status, reason, transport }: ConnectionView): ConnectionWord {
  if (isStale) return 'stale'
  const isDown = status === 'disconnected'
  // Where polls succeed there is a network, whatever the browser says.
  if (isDown && reason && (reason !== 'offline' || transport !== 'polling')) return reason
  if (transport === 'polling') return transport
  if (transport === 'socket' || status === 'connected') return 'live'
  return isDown ? 'idle' : status
}

/** Tells whether a person can do something: not while a link is up, is coming up, or needs a network first. */
export function canReconnect({ isStale, status, reason, transport }: ConnectionView): boolean {
  if (status === 'disconnected') return reason !== 'offline'
  return isStale ? status !== 'connected' && status !== 'idle' : status === 'reconnecting' && transport === 'polling'
}

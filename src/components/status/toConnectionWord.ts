import type { ConnectionStatus, DisconnectReason, TopicTransport } from '../../core/contract/status.js'
import type { ConnectionWord } from '../messages/messages.js'

/** Describes a connection: one topic's, with its transport, or a protocol's as a whole. */
export interface ConnectionView {
  readonly status: ConnectionStatus
  /** The reason where it is `disconnected`. */
  readonly reason?: DisconnectReason | undefined
  readonly transport?: TopicTransport | undefined
  /** Skips the wait for the next attempt. */
  readonly reconnect?: (() => void) | undefined
}

/** Chooses the word. The reason of an outage comes before `polling`, which is the word where nothing worse is known. */
export function toConnectionWord({ status, reason, transport }: ConnectionView): ConnectionWord {
  const isDown = status === 'disconnected'
  if (isDown && reason) return reason
  if (transport === 'polling') return transport
  if (transport === 'socket' || status === 'connected') return 'live'
  return isDown ? 'idle' : status
}

/** Tells whether a person can do something: not while a link is up, is coming up, or needs a network first. */
export function canReconnect({ status, reason, transport }: ConnectionView): boolean {
  return status === 'disconnected' ? reason !== 'offline' : status === 'reconnecting' && transport === 'polling'
}

import type { ConnectionStatus, DisconnectReason, TopicTransport } from '../../core/contract/status.js'

/** The connection in one word, as it is shown. */
export type ConnectionWord =
  | 'live'
  | 'connecting'
  | 'polling'
  | 'reconnecting'
  | 'refused'
  | 'unreachable'
  | 'offline'
  | 'idle'

/** What can be said of a connection: of one topic's, with its transport, or of a protocol's as a whole. */
export interface ConnectionView {
  readonly status: ConnectionStatus
  /** Why it is `disconnected`. */
  readonly reason?: DisconnectReason | undefined
  readonly transport?: TopicTransport | undefined
  /** Skips the wait for the next attempt. */
  readonly reconnect?: (() => void) | undefined
}

/** Why it is down comes before what stands in for it: `polling` is the word where nothing worse is known. */
export function toConnectionWord({ status, reason, transport }: ConnectionView): ConnectionWord {
  const isDown = status === 'disconnected'
  if (isDown && reason) return reason
  if (transport === 'polling') return transport
  if (transport === 'socket' || status === 'connected') return 'live'
  return isDown ? 'idle' : status
}

/** Whether a person can do something about it: while a link is up, coming up, or needs a network first, they can't. */
export function canReconnect({ status, reason, transport }: ConnectionView): boolean {
  return status === 'disconnected' ? reason !== 'offline' : status === 'reconnecting' && transport === 'polling'
}

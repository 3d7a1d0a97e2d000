import type { RelayStatus, RelayTopic } from '../../protocols/relay/index.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { type LiveSnapshot, watchLiveState, type WatchOptions } from '../live/watchLiveState.js'
import { getRelayEngine } from './getRelayEngine.js'

export interface WatchRelayStatusParameters extends WatchOptions {
  /** The id that Relay's quote gave: `0x…`. */
  readonly requestId: string
  /** The Relay endpoint's `id`; the first one by default. */
  readonly protocolId?: string | undefined
}

/** Follows the status of a Relay request outside React, as `useRelayStatus` does. Returns a function that stops it. */
export function watchRelayStatus(
  client: OnwireClient,
  parameters: WatchRelayStatusParameters,
  listener: (snapshot: LiveSnapshot<RelayStatus>) => void,
): () => void {
  const { pollingIntervalMs, protocolId, queryClient, requestId } = parameters
  const topic: RelayTopic = { kind: 'status', requestId }
  return watchLiveState(client, getRelayEngine(client, protocolId), { topic, pollingIntervalMs, queryClient }, listener)
}

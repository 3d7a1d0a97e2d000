import type { RelayStatus, RelayTopic } from '../../protocols/relay/index.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { createLiveWatch, type LiveSnapshot, type WatchOptions } from '../live/createLiveWatch.js'
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
  const engine = getRelayEngine(client, protocolId)
  return createLiveWatch(client, engine, { topic, pollingIntervalMs, queryClient }, listener).stop
}

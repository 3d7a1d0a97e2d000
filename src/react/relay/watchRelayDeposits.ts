import type { RelayDeposits, RelayDepositsTopic } from '../../protocols/relay/index.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { createLiveWatch, type LiveSnapshot, type WatchOptions } from '../live/createLiveWatch.js'
import { getRelayDepositsEngine } from './getRelayDepositsEngine.js'

export interface WatchRelayDepositsParameters extends WatchOptions {
  /** The address that Relay's quote gave, of any chain. */
  readonly depositAddress: string
  /** The `id` of a `relayDeposits()`; the first one by default. */
  readonly protocolId?: string | undefined
}

/** Follows a deposit address outside React, as `useRelayDeposits` does. Returns a function that stops it. */
export function watchRelayDeposits(
  client: OnwireClient,
  parameters: WatchRelayDepositsParameters,
  listener: (snapshot: LiveSnapshot<RelayDeposits>) => void,
): () => void {
  const { depositAddress, pollingIntervalMs, protocolId, queryClient } = parameters
  const topic: RelayDepositsTopic = { kind: 'deposits', depositAddress }
  const engine = getRelayDepositsEngine(client, protocolId)
  return createLiveWatch(client, engine, { topic, pollingIntervalMs, queryClient }, listener).stop
}

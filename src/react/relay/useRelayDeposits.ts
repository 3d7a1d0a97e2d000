'use client'

import type { RelayDeposits, RelayDepositsTopic } from '../../protocols/relay/index.js'
import { useOnwire } from '../client/OnwireProvider.js'
import { useEngineState, type LiveState, type LiveStateOptions } from '../live/useEngineState.js'
import { getRelayDepositsEngine } from './getRelayDepositsEngine.js'

export interface UseRelayDepositsParameters<Selected = RelayDeposits> extends LiveStateOptions<
  RelayDepositsTopic,
  RelayDeposits,
  Selected
> {
  /** The address that Relay's quote gave, of any chain. Undefined, or an empty text, disables the hook. */
  readonly depositAddress: string | undefined
  /** Which `relayDeposits()`, by its `id`; the first one by default. */
  readonly protocolId?: string | undefined
}

export type UseRelayDepositsReturnType<Selected = RelayDeposits> = LiveState<Selected>

/**
 * Follows the requests of a deposit address, as Relay asks for: a quote that is made anew moves deposit and fill to
 * another request, and an open address has one for each deposit. The app needs `relayDeposits()` beside `relay()`.
 *
 * `data.requests` has them, oldest first, those that took another's place among them. They are polled, at first as
 * often as `pollingIntervalMs` says, and once a minute at last: `useRelayStatus` has the news of one as they come.
 * `isSettled` says that the one order of a strict address has ended; an open one takes deposits for ever.
 */
export function useRelayDeposits<Selected = RelayDeposits>(
  parameters: UseRelayDepositsParameters<Selected>,
): UseRelayDepositsReturnType<NoInfer<Selected>> {
  const { depositAddress, protocolId, ...options } = parameters
  const topic: RelayDepositsTopic | undefined = depositAddress ? { kind: 'deposits', depositAddress } : undefined
  return useEngineState(getRelayDepositsEngine(useOnwire(), protocolId), topic, options)
}

'use client'

import type { RelayStatus, RelayTopic } from '../../protocols/relay/index.js'
import { getRelayEngine } from './getRelayEngine.js'
import { useOnwire } from '../client/OnwireProvider.js'
import { useEngineState, type LiveState, type LiveStateOptions } from '../live/useEngineState.js'

export interface UseRelayStatusParameters<Selected = RelayStatus> extends LiveStateOptions<
  RelayTopic,
  RelayStatus,
  Selected
> {
  /** The id that Relay's quote gave: `0x…`. Undefined, or an empty text, disables the hook. */
  readonly requestId: string | undefined
  /** Which Relay endpoint, by its `id`; the first one by default. */
  readonly protocolId?: string | undefined
}

export type UseRelayStatusReturnType<Selected = RelayStatus> = LiveState<Selected>

/**
 * The status of a Relay request, live: pushed by the socket, polled while the socket is down.
 * It is never older than what was shown before.
 */
export function useRelayStatus<Selected = RelayStatus>(
  parameters: UseRelayStatusParameters<Selected>,
): UseRelayStatusReturnType<NoInfer<Selected>> {
  const { protocolId, requestId, ...options } = parameters
  const topic: RelayTopic | undefined = requestId ? { kind: 'status', requestId } : undefined
  return useEngineState(getRelayEngine(useOnwire(), protocolId), topic, options)
}

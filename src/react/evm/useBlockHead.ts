'use client'

import type { BlockHead, HeadTopic } from '../../protocols/evm/index.js'
import { useOnwire } from '../client/OnwireProvider.js'
import { useEngineState, type LiveState, type LiveStateOptions } from '../live/useEngineState.js'
import { getNodeEngine, type TransactionPlace } from './getNodeEngine.js'

/** A chain goes on: its head is never settled. */
export interface UseBlockHeadParameters<Selected = BlockHead>
  extends TransactionPlace, Omit<LiveStateOptions<HeadTopic, BlockHead, Selected>, 'onSettled'> {}

export type UseBlockHeadReturnType<Selected = BlockHead> = LiveState<Selected>

/**
 * The newest block of a chain, or the newest that the node calls safe or final (`finality` of `evm()`). It comes with
 * each new head where the node has a socket, and is polled where it has none. Never lower than what was shown before,
 * but for a later block of another fork.
 */
export function useBlockHead<Selected = BlockHead>(
  parameters: UseBlockHeadParameters<Selected> = {},
): UseBlockHeadReturnType<NoInfer<Selected>> {
  const { chain, protocolId, ...options } = parameters
  const engine = getNodeEngine<HeadTopic, BlockHead>(useOnwire(), { chain, protocolId })
  return useEngineState<HeadTopic, BlockHead, Selected>(
    engine,
    { kind: 'head', chain: engine.protocol.chainId },
    options,
  )
}

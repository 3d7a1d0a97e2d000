'use client'

import type { MempoolStatsData, MempoolStatsTopic } from '../../protocols/fusion/index.js'
import { getFusionEngine } from './getFusionEngine.js'
import { useOnwire } from '../client/OnwireProvider.js'
import { useEngineState, type LiveState, type LiveStateOptions } from '../live/useEngineState.js'

/** Nobody can be asked for them: there is nothing to poll. */
export interface UseMempoolStatsParameters<Selected = MempoolStatsData> extends Omit<
  LiveStateOptions<MempoolStatsTopic, MempoolStatsData, Selected>,
  'onSettled' | 'pollingIntervalMs' | 'priority'
> {
  /** Which Fusion coordinator, by its `id`; the first one by default. */
  readonly protocolId?: string | undefined
}

export type UseMempoolStatsReturnType<Selected = MempoolStatsData> = LiveState<Selected>

const topic: MempoolStatsTopic = { kind: 'stats' }

/**
 * How many intents a coordinator has, by where they are: at most half a minute old.
 * They come by the socket alone: while it is down they stay as they were, and `connection.isStale` says so.
 */
export function useMempoolStats<Selected = MempoolStatsData>(
  parameters: UseMempoolStatsParameters<Selected> = {},
): UseMempoolStatsReturnType<NoInfer<Selected>> {
  const { protocolId, ...options } = parameters
  return useEngineState(getFusionEngine<MempoolStatsTopic, MempoolStatsData>(useOnwire(), protocolId), topic, options)
}

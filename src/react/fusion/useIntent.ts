'use client'

import type { Intent, IntentTopic } from '../../protocols/fusion/index.js'
import { getFusionEngine } from './getFusionEngine.js'
import { useOnwire } from '../client/OnwireProvider.js'
import { useEngineState, type LiveState, type LiveStateOptions } from '../live/useEngineState.js'

export interface UseIntentParameters<Selected = Intent> extends LiveStateOptions<IntentTopic, Intent, Selected> {
  /**
   * The id that the coordinator knows it by; it may be another one after submission. Undefined, or an empty text,
   * disables the hook.
   */
  readonly intentId: string | undefined
  /** Which Fusion coordinator, by its `id`; the first one by default. */
  readonly protocolId?: string | undefined
}

export type UseIntentReturnType<Selected = Intent> = LiveState<Selected>

/** A Fusion intent, live: pushed by the socket, polled while it is down, never older than what was shown before. */
export function useIntent<Selected = Intent>(
  parameters: UseIntentParameters<Selected>,
): UseIntentReturnType<NoInfer<Selected>> {
  const { intentId, protocolId, ...options } = parameters
  const topic: IntentTopic | undefined = intentId ? { kind: 'intent', intentId } : undefined
  return useEngineState(getFusionEngine<IntentTopic, Intent>(useOnwire(), protocolId), topic, options)
}

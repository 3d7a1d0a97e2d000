'use client'

import type { Protocol } from '../../core/contract/protocol.js'
import type { Topic } from '../../core/contract/topic.js'
import { getEngine } from '../client/getEngine.js'
import { useOnwire } from '../client/OnwireProvider.js'
import { useEngineState, type LiveState, type LiveStateOptions } from './useEngineState.js'

export interface UseLiveStateParameters<T extends Topic, Data, Selected> extends LiveStateOptions<T, Data, Selected> {
  /** The object that was given to `createOnwire({ protocols })`. */
  readonly protocol: Protocol<T, Data>
  /** The topic to follow; undefined disables the hook. */
  readonly topic: T | undefined
}

export type UseLiveStateReturnType<Selected> = LiveState<Selected>

/** Follows one topic of any protocol: the hook for protocols of your own. */
export function useLiveState<T extends Topic, Data, Selected = Data>(
  parameters: UseLiveStateParameters<T, Data, Selected>,
): UseLiveStateReturnType<NoInfer<Selected>> {
  const { protocol, topic, ...options } = parameters
  return useEngineState(getEngine(useOnwire(), protocol), topic, options)
}

'use client'

import type { ReactNode } from 'react'
import { PlayedWorldProvider } from './PlayedWorldProvider.js'
import { createSimulatedWorld, type SimulatedWorld, type SimulatedWorldOptions } from './simulatedWorld.js'

export interface SimulatedOnwireProviderProps extends SimulatedWorldOptions {
  /** What is to be shown, or a function that is given the request's id, and the simulator for its switches and log. */
  readonly children?: ReactNode | ((world: Pick<SimulatedWorld, 'requestId' | 'simulator'>) => ReactNode)
}

/**
 * Everything that onwire's hooks and components for Relay need, without a backend: for Storybook, tests and design.
 *
 * - Each provider is a world of its own: several play side by side on one page, and share nothing.
 * - It plays from mount on, and again from the start when `scenario`, `speed`, `seed` or `requestId` changes.
 * - Nothing is left at unmount; a server renders nothing.
 */
export function SimulatedOnwireProvider({ children, ...options }: SimulatedOnwireProviderProps) {
  const { requestId, scenario, seed, speed } = options
  return (
    <PlayedWorldProvider
      moment={JSON.stringify([scenario, speed, seed, requestId])}
      create={() => createSimulatedWorld(options)}
    >
      {children}
    </PlayedWorldProvider>
  )
}

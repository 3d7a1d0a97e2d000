'use client'

import type { ReactNode } from 'react'
import {
  type SimulatedCovalentSetup,
  type SimulatedCovalentSetupOptions,
  createSimulatedCovalentSetup,
} from './simulatedCovalentSetup.js'
import { SimulatedSetupProvider } from './SimulatedSetupProvider.js'

export interface SimulatedCovalentProviderProps extends SimulatedCovalentSetupOptions {
  /** The children, or a function of the chain, the contract and the simulator, which has switches and a log. */
  readonly children?:
    | ReactNode
    | ((setup: Pick<SimulatedCovalentSetup, 'chain' | 'address' | 'simulator'>) => ReactNode)
}

/**
 * Everything that onwire's hooks and components for Covalent need, without a service: for Storybook, tests and design.
 *
 * - Each provider is a world of its own: several play side by side on one page, and share nothing.
 * - The service is there from mount on. The scenario's time begins with the first subscription to what it plays, or the
 *   first request for it: whoever mounts late misses nothing.
 * - It is played again from the start when `scenario`, `speed`, `seed` or `start` changes.
 * - Nothing is left at unmount; a server renders nothing.
 */
export function SimulatedCovalentProvider({ children, ...options }: SimulatedCovalentProviderProps) {
  const { scenario, seed, speed, start } = options
  return (
    <SimulatedSetupProvider
      moment={JSON.stringify([scenario, speed, seed, start])}
      create={() => createSimulatedCovalentSetup(options)}
    >
      {children}
    </SimulatedSetupProvider>
  )
}

'use client'

import type { ReactNode } from 'react'
import { type SimulatedEvmSetup, type SimulatedEvmSetupOptions, createSimulatedEvmSetup } from './simulatedEvmSetup.js'
import { SimulatedSetupProvider } from '../SimulatedSetupProvider.js'

export interface SimulatedEvmProviderProps extends SimulatedEvmSetupOptions {
  /** The children, or a function of the chain, the contract and the simulator, which has switches and a log. */
  readonly children?:
    | ReactNode
    | ((setup: Pick<SimulatedEvmSetup, 'chain' | 'address' | 'hash' | 'simulator'>) => ReactNode)
}

/**
 * Everything that hooks and components for a node's logs and transactions need, without one: for Storybook, tests
 * and design.
 *
 * - Each provider is a world of its own: several play side by side on one page, and share nothing.
 * - The service is there from mount on. The scenario's time begins with the first subscription to what it plays, or the
 *   first request for it: whoever mounts late misses nothing.
 * - It is played again from the start when `scenario`, `speed` or `seed` changes.
 * - Nothing is left at unmount; a server renders nothing.
 */
export function SimulatedEvmProvider({ children, ...options }: SimulatedEvmProviderProps) {
  const { scenario, seed, speed } = options
  return (
    <SimulatedSetupProvider
      moment={JSON.stringify([scenario, speed, seed])}
      create={() => createSimulatedEvmSetup(options)}
    >
      {children}
    </SimulatedSetupProvider>
  )
}

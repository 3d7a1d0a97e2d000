'use client'

import type { ReactNode } from 'react'
import {
  createSimulatedFusionSetup,
  type SimulatedFusionSetup,
  type SimulatedFusionSetupOptions,
} from './simulatedFusionSetup.js'
import { SimulatedSetupProvider } from './SimulatedSetupProvider.js'

export interface SimulatedFusionProviderProps extends SimulatedFusionSetupOptions {
  /** The children, or a function of the intent's id and the simulator, which has switches and a log. */
  readonly children?: ReactNode | ((setup: Pick<SimulatedFusionSetup, 'intentId' | 'simulator'>) => ReactNode)
}

/**
 * Gives Fusion's hooks and components all that they need, without a coordinator: for Storybook, tests and design.
 *
 * - Each provider is a world of its own: several play side by side on one page, and share nothing.
 * - The service is there from mount on. The scenario's time begins with the first subscription to what it plays, or the
 *   first request for it: whoever mounts late misses nothing.
 * - It is played again from the start when `scenario`, `speed`, `seed` or `intentId` changes.
 * - Nothing is left at unmount; a server renders nothing.
 */
export function SimulatedFusionProvider({ children, ...options }: SimulatedFusionProviderProps) {
  const { intentId, scenario, seed, speed } = options
  return (
    <SimulatedSetupProvider
      moment={JSON.stringify([scenario, speed, seed, intentId])}
      create={() => createSimulatedFusionSetup(options)}
    >
      {children}
    </SimulatedSetupProvider>
  )
}

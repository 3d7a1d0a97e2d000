'use client'

import type { ReactNode } from 'react'
import {
  createSimulatedFusionSetup,
  type SimulatedFusionSetup,
  type SimulatedFusionSetupOptions,
} from './simulatedFusionSetup.js'
import { SimulatedSetupProvider } from './SimulatedSetupProvider.js'

export interface SimulatedFusionProviderProps extends SimulatedFusionSetupOptions {
  /** What is to be shown, or a function that is given the intent's id, and the simulator for its switches and log. */
  readonly children?: ReactNode | ((world: Pick<SimulatedFusionSetup, 'intentId' | 'simulator'>) => ReactNode)
}

/**
 * Everything that onwire's hooks and components for Fusion need, without a coordinator: for Storybook, tests and design.
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

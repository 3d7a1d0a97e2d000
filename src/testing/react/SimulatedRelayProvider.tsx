'use client'

import type { ReactNode } from 'react'
import { SimulatedSetupProvider } from './SimulatedSetupProvider.js'
import {
  createSimulatedRelaySetup,
  type SimulatedRelaySetup,
  type SimulatedRelaySetupOptions,
} from './simulatedRelaySetup.js'

export interface SimulatedRelayProviderProps extends SimulatedRelaySetupOptions {
  /** The children, or a function of the request's id and the simulator, which has switches and a log. */
  readonly children?:
    | ReactNode
    | ((setup: Pick<SimulatedRelaySetup, 'requestId' | 'depositTx' | 'simulator'>) => ReactNode)
}

/**
 * Everything that onwire's hooks and components for Relay need, without a backend: for Storybook, tests and design.
 *
 * - Each provider is a world of its own: several play side by side on one page, and share nothing.
 * - The service is there from mount on. The scenario's time begins with the first subscription to what it plays, or the
 *   first request for it: whoever mounts late misses nothing.
 * - It is played again from the start when `scenario`, `deposit`, `speed`, `seed` or `requestId` changes.
 * - Nothing is left at unmount; a server renders nothing.
 */
export function SimulatedRelayProvider({ children, ...options }: SimulatedRelayProviderProps) {
  const { deposit, requestId, scenario, seed, speed } = options
  return (
    <SimulatedSetupProvider
      moment={JSON.stringify([scenario, speed, seed, requestId, deposit])}
      create={() => createSimulatedRelaySetup(options)}
    >
      {children}
    </SimulatedSetupProvider>
  )
}

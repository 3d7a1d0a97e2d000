'use client'

import type { ReactNode } from 'react'
import {
  type SimulatedBridgeSetup,
  type SimulatedBridgeSetupOptions,
  createSimulatedBridgeSetup,
} from './simulatedBridgeSetup.js'
import { SimulatedSetupProvider } from './SimulatedSetupProvider.js'

export interface SimulatedBridgeProviderProps extends SimulatedBridgeSetupOptions {
  /** The children, or a function of the request's id, Relay's simulator and the bridge, which have switches. */
  readonly children?:
    | ReactNode
    | ((setup: Pick<SimulatedBridgeSetup, 'requestId' | 'simulator' | 'bridge'>) => ReactNode)
}

/**
 * A page on the bridge without a backend, for Storybook, tests and design. The bridge itself runs in the page, between
 * onwire's hooks and a simulated Relay that also sends webhooks.
 *
 * - Each provider is a world of its own: several play side by side on one page, and share nothing.
 * - The service is there from mount on. The scenario's time begins with the first subscription to what it plays, or the
 *   first request for it: whoever mounts late misses nothing.
 * - It is played again from the start when `scenario`, `speed`, `seed` or `requestId` changes.
 * - Nothing is left at unmount; a server renders nothing.
 */
export function SimulatedBridgeProvider({ children, ...options }: SimulatedBridgeProviderProps) {
  const { requestId, scenario, seed, speed } = options
  return (
    <SimulatedSetupProvider
      moment={JSON.stringify([scenario, speed, seed, requestId])}
      create={() => createSimulatedBridgeSetup(options)}
    >
      {children}
    </SimulatedSetupProvider>
  )
}

'use client'

import type { ReactNode } from 'react'
import {
  type SimulatedWebhookRelaySetup,
  type SimulatedWebhookRelaySetupOptions,
  createSimulatedWebhookRelaySetup,
} from './simulatedWebhookRelaySetup.js'
import { SimulatedSetupProvider } from './SimulatedSetupProvider.js'

export interface SimulatedWebhookRelayProviderProps extends SimulatedWebhookRelaySetupOptions {
  /** The children, or a function of the buckets' names and the simulator, which has switches and a log. */
  readonly children?: ReactNode | ((setup: Pick<SimulatedWebhookRelaySetup, 'buckets' | 'simulator'>) => ReactNode)
}

/**
 * Gives Webhook Relay's hooks and components all that they need, without a service: for Storybook, tests and design.
 *
 * - Each provider is a world of its own: several play side by side on one page, and share nothing.
 * - The service is there from mount on. The scenario's time begins with the first subscription to what it plays, or the
 *   first request for it: whoever mounts late misses nothing.
 * - It is played again from the start when `scenario`, `speed`, `seed` or `bucket` changes.
 * - Nothing is left at unmount; a server renders nothing.
 */
export function SimulatedWebhookRelayProvider({ children, ...options }: SimulatedWebhookRelayProviderProps) {
  const { bucket, scenario, seed, speed } = options
  return (
    <SimulatedSetupProvider
      moment={JSON.stringify([scenario, speed, seed, bucket])}
      create={() => createSimulatedWebhookRelaySetup(options)}
    >
      {children}
    </SimulatedSetupProvider>
  )
}

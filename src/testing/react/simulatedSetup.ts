import { QueryClient } from '@tanstack/react-query'
import type { Protocol } from '../../core/contract/protocol.js'
import { createOnwire, type OnwireClient, type OnwireOptions } from '../../react/client/createOnwire.js'
import { withDefaults } from '../kit/withDefaults.js'
import type { SimulatedTime, SimulatedTimeOptions } from './simulatedTime.js'

/** The options of every simulated setup, whatever its service. */
export interface SimulatedSetupOptions<Scenario> extends SimulatedTimeOptions {
  readonly scenario: Scenario
  /** Further options of `createOnwire()`, such as `pollingIntervalMs`. */
  readonly onwire?: Omit<OnwireOptions, 'protocols'> | undefined
}

/** A service, a cache and a client that know nobody else. */
export interface SimulatedSetup<Simulator> {
  readonly simulator: Simulator
  readonly onwire: OnwireClient
  readonly queryClient: QueryClient
  /** Leaves no timer and no socket behind. */
  end(): void
}

/** The app's side of a world: one client that speaks one protocol, or several, with one simulator behind it. */
export function createSimulatedSetup<Simulator extends { stop(): void }>(
  simulator: Simulator,
  protocol: Protocol,
  { environment }: SimulatedTime,
  more: SimulatedSetupOptions<unknown>['onwire'],
  others: readonly Protocol[] = [],
): SimulatedSetup<Simulator> {
  const onwire = createOnwire({
    ...withDefaults({ environment }, more),
    protocols: [protocol, ...others],
  })
  const queryClient = new QueryClient()
  return {
    simulator,
    onwire,
    queryClient,
    end() {
      onwire.close()
      queryClient.clear()
      simulator.stop()
    },
  }
}

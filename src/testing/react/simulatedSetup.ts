import { QueryClient } from '@tanstack/react-query'
import type { Protocol } from '../../core/contract/protocol.js'
import { createOnwire, type OnwireClient, type OnwireOptions } from '../../react/client/createOnwire.js'
import type { SimulatorClock } from '../kit/clock.js'
import { createFastClock, createFastEnvironment } from './fastForward.js'
import { withDefaults } from '../kit/withDefaults.js'

/** What every simulated world takes, whatever its service. */
export interface SimulatedSetupOptions<Scenario> {
  readonly scenario: Scenario
  /** 2 plays everything twice as fast: the scenario, and with it time-outs, polls and graces. 1 by default. */
  readonly speed?: number | undefined
  /** Equal seeds give equal ids, hashes and delays. 1 by default. */
  readonly seed?: number | undefined
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

/** What a service's clock and time are set to, unless the app says otherwise. */
export function toServiceTime(speed = 1): { readonly clock: SimulatorClock; readonly epochMs: number } {
  return { clock: createFastClock(speed), epochMs: 0 }
}

/** The app's side of a world: one client that speaks one protocol, with one simulator behind it. */
export function createSimulatedSetup<Simulator extends { stop(): void }>(
  simulator: Simulator,
  protocol: Protocol,
  { onwire: more, speed = 1 }: Pick<SimulatedSetupOptions<unknown>, 'onwire' | 'speed'>,
): SimulatedSetup<Simulator> {
  const onwire = createOnwire({
    ...withDefaults({ environment: createFastEnvironment(speed) }, more),
    protocols: [protocol],
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

import { QueryClient } from '@tanstack/react-query'
import { relay, type RelayOptions } from '../../protocols/relay/index.js'
import { createOnwire, type OnwireClient, type OnwireOptions } from '../../react/createOnwire.js'
import { createFastClock, createFastEnvironment } from './fastForward.js'
import {
  createRelaySimulator,
  type RelaySimulator,
  type RelaySimulatorOptions,
} from '../simulators/relay/createRelaySimulator.js'
import type { RelayScenario } from '../simulators/relay/relayScenario.js'
import type { RelayScenarioName } from '../simulators/relay/relayScenarios.js'

export interface SimulatedWorldOptions {
  readonly scenario: RelayScenario | RelayScenarioName
  /** 2 plays everything twice as fast: the scenario, and with it time-outs, polls and graces. 1 by default. */
  readonly speed?: number | undefined
  /** Equal seeds give equal ids, hashes and delays. 1 by default. */
  readonly seed?: number | undefined
  /** Drawn from the seed by default. */
  readonly requestId?: string | undefined
  /** Further options of the simulator. */
  readonly simulator?: Omit<RelaySimulatorOptions, 'seed' | 'scenario'> | undefined
  /** Further options of `relay()`, such as `refundGraceMs`. */
  readonly relay?: Omit<RelayOptions, 'url' | 'apiUrl' | 'WebSocket' | 'fetch' | 'network'> | undefined
  /** Further options of `createOnwire()`, such as `pollingIntervalMs`. */
  readonly onwire?: Omit<OnwireOptions, 'protocols'> | undefined
}

/** A service, a cache and a client that know nobody else, with one request that is being played. */
export interface SimulatedWorld {
  readonly requestId: string
  readonly simulator: RelaySimulator
  readonly onwire: OnwireClient
  readonly queryClient: QueryClient
  /** Leaves no timer and no socket behind. */
  end(): void
}

export function createSimulatedWorld(options: SimulatedWorldOptions): SimulatedWorld {
  const { requestId, scenario, seed = 1, speed = 1 } = options
  const simulator = createRelaySimulator({ clock: createFastClock(speed), epochMs: 0, ...options.simulator, seed })
  const { WebSocket, apiUrl, fetch, url } = simulator
  const onwire = createOnwire({
    environment: createFastEnvironment(speed),
    ...options.onwire,
    protocols: [relay({ ...options.relay, WebSocket, apiUrl, fetch, url })],
  })
  const queryClient = new QueryClient()
  const request = simulator.start(scenario, requestId === undefined ? {} : { requestId })
  return {
    requestId: request.requestId,
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

import { relay, type RelayOptions } from '../../protocols/relay/index.js'
import {
  createRelaySimulator,
  type RelaySimulator,
  type RelaySimulatorOptions,
} from '../simulators/relay/createRelaySimulator.js'
import type { RelayScenario } from '../simulators/relay/relayScenario.js'
import type { RelayScenarioName } from '../simulators/relay/relayScenarios.js'
import {
  createSimulatedSetup,
  type SimulatedSetup,
  type SimulatedSetupOptions,
  toServiceTime,
} from './simulatedSetup.js'
import { withDefaults } from '../kit/withDefaults.js'

export interface SimulatedRelaySetupOptions extends SimulatedSetupOptions<RelayScenario | RelayScenarioName> {
  /** Drawn from the seed by default. */
  readonly requestId?: string | undefined
  /** Further options of the simulator. */
  readonly simulator?: Omit<RelaySimulatorOptions, 'seed' | 'scenario'> | undefined
  /** Further options of `relay()`, such as `refundGraceMs`. */
  readonly relay?: Omit<RelayOptions, 'url' | 'apiUrl' | 'WebSocket' | 'fetch' | 'network'> | undefined
}

/** A service, a cache and a client that know nobody else, with one request that is being played. */
export interface SimulatedRelaySetup extends SimulatedSetup<RelaySimulator> {
  readonly requestId: string
}

export function createSimulatedRelaySetup(options: SimulatedRelaySetupOptions): SimulatedRelaySetup {
  const { requestId, scenario, seed = 1, speed } = options
  const simulator = createRelaySimulator({ ...withDefaults(toServiceTime(speed), options.simulator), seed })
  const { WebSocket, apiUrl, fetch, url } = simulator
  const world = createSimulatedSetup(simulator, relay({ ...options.relay, WebSocket, apiUrl, fetch, url }), options)
  const request = simulator.start(scenario, requestId === undefined ? {} : { requestId })
  return { ...world, requestId: request.requestId }
}

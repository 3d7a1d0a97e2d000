import { fusion, type FusionOptions } from '../../protocols/fusion/index.js'
import {
  createFusionSimulator,
  type FusionSimulator,
  type FusionSimulatorOptions,
} from '../simulators/fusion/createFusionSimulator.js'
import type { FusionScenario } from '../simulators/fusion/fusionScenario.js'
import type { FusionScenarioName } from '../simulators/fusion/fusionScenarios.js'
import { withDefaults } from '../kit/withDefaults.js'
import { createSimulatedTime } from './simulatedTime.js'
import { createSimulatedSetup, type SimulatedSetup, type SimulatedSetupOptions } from './simulatedSetup.js'

export interface SimulatedFusionSetupOptions extends SimulatedSetupOptions<FusionScenario | FusionScenarioName> {
  /** Drawn from the seed by default. */
  readonly intentId?: string | undefined
  /** Further options of the simulator. */
  readonly simulator?: Omit<FusionSimulatorOptions, 'seed' | 'scenario'> | undefined
  /** Further options of `fusion()`, such as `refundGraceMs`. */
  readonly fusion?: Omit<FusionOptions, 'url' | 'apiUrl' | 'WebSocket' | 'fetch' | 'transports'> | undefined
}

/** A service, a cache and a client that know nobody else, with one intent that is being played. */
export interface SimulatedFusionSetup extends SimulatedSetup<FusionSimulator> {
  /** As it was at the start: the contract may replace it. */
  readonly intentId: string
}

export function createSimulatedFusionSetup(options: SimulatedFusionSetupOptions): SimulatedFusionSetup {
  const { intentId, scenario, seed = 1 } = options
  const time = createSimulatedTime(options)
  const { clock } = time
  const simulator = createFusionSimulator({ ...withDefaults({ clock, epochMs: 0 }, options.simulator), seed })
  const { WebSocket, apiUrl, fetch, url } = simulator
  // Its line carries WebSockets only: whatever else the client library tries would leave the page.
  const protocol = fusion({ ...options.fusion, WebSocket, apiUrl, fetch, url, transports: ['websocket'] })
  const setup = createSimulatedSetup(simulator, protocol, time, options.onwire)
  const intent = simulator.start(scenario, { intentId, begins: 'when-asked' })
  return { ...setup, intentId: intent.intentId }
}

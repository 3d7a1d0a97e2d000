import { covalent, type CovalentOptions } from '../../protocols/covalent/index.js'
import type { CovalentScenario } from '../simulators/covalent/covalentScenario.js'
import type { CovalentScenarioName } from '../simulators/covalent/covalentScenarios.js'
import type { CovalentStartOptions } from '../simulators/covalent/covalentStories.js'
import {
  type CovalentSimulator,
  type CovalentSimulatorOptions,
  createCovalentSimulator,
} from '../simulators/covalent/createCovalentSimulator.js'
import { withDefaults } from '../kit/withDefaults.js'
import { createSimulatedTime } from './simulatedTime.js'
import { createSimulatedSetup, type SimulatedSetup, type SimulatedSetupOptions } from './simulatedSetup.js'

export interface SimulatedCovalentSetupOptions extends SimulatedSetupOptions<CovalentScenario | CovalentScenarioName> {
  /** Where it is played: `chainId` 1 by default. The contract's address is drawn from the seed. */
  readonly start?: Pick<CovalentStartOptions, 'chainId' | 'address' | 'topic'> | undefined
  /** Further options of the simulator. */
  readonly simulator?: Omit<CovalentSimulatorOptions, 'seed' | 'scenario'> | undefined
  /** Further options of `covalent()`, such as `overlapBlocks`. */
  readonly covalent?: Omit<CovalentOptions, 'url' | 'apiUrl' | 'WebSocket' | 'fetch'> | undefined
}

/** A service, a cache and a client that know nobody else, with one contract that is being played. */
export interface SimulatedCovalentSetup extends SimulatedSetup<CovalentSimulator> {
  /** The chain's id, as `useLogEvents` takes it. */
  readonly chain: number
  /** The contract. */
  readonly address: string
}

export function createSimulatedCovalentSetup(options: SimulatedCovalentSetupOptions): SimulatedCovalentSetup {
  const { scenario, seed = 1, start } = options
  const time = createSimulatedTime(options)
  const { clock } = time
  const simulator = createCovalentSimulator({ ...withDefaults({ clock, epochMs: 0 }, options.simulator), seed })
  const { WebSocket, apiUrl, fetch, url } = simulator
  const protocol = covalent({ ...options.covalent, WebSocket, apiUrl, fetch, url })
  const setup = createSimulatedSetup(simulator, protocol, time, options.onwire)
  const { address, chainId } = simulator.start(scenario, { ...start, begins: 'when-asked' })
  return { ...setup, chain: chainId, address }
}

import { evm, type EvmOptions } from '../../../protocols/evm/index.js'
import { withDefaults } from '../../kit/withDefaults.js'
import {
  createEvmSimulator,
  type EvmSimulator,
  type EvmSimulatorOptions,
} from '../../simulators/evm/createEvmSimulator.js'
import type { EvmScenario } from '../../simulators/evm/evmScenario.js'
import type { EvmScenarioName } from '../../simulators/evm/evmScenarios.js'
import { createSimulatedSetup, type SimulatedSetup, type SimulatedSetupOptions } from '../simulatedSetup.js'
import { createSimulatedTime } from '../simulatedTime.js'

export interface SimulatedEvmSetupOptions extends SimulatedSetupOptions<EvmScenario | EvmScenarioName> {
  /** Further options of the simulator. */
  readonly simulator?: Omit<EvmSimulatorOptions, 'seed'> | undefined
  /** Further options of `evm()`, such as `maxBlockRange`. */
  readonly evm?: Omit<EvmOptions, 'chainId' | 'url' | 'rpcUrl' | 'WebSocket' | 'fetch'> | undefined
}

/** A node, a cache and a client that know nobody else, with one contract that is being played. */
export interface SimulatedEvmSetup extends SimulatedSetup<EvmSimulator> {
  /** The chain's id, as `useLogEvents` takes it. */
  readonly chain: number
  /** The contract. */
  readonly address: string
  /** The transaction, where the scenario has one, as `useTransactionStatus` takes it. */
  readonly hash: string
}

export function createSimulatedEvmSetup(options: SimulatedEvmSetupOptions): SimulatedEvmSetup {
  const { scenario, seed = 1 } = options
  const time = createSimulatedTime(options)
  const { clock } = time
  const simulator = createEvmSimulator({ ...withDefaults({ clock, epochMs: 0 }, options.simulator), seed })
  const { WebSocket, chainId, fetch, rpcUrl, url } = simulator
  const protocol = evm({ ...options.evm, chainId, WebSocket, fetch, rpcUrl, url })
  const setup = createSimulatedSetup(simulator, protocol, time, options.onwire)
  const { address, transactionHash } = simulator.start(scenario, { begins: 'when-asked' })
  return { ...setup, chain: chainId, address, hash: transactionHash }
}

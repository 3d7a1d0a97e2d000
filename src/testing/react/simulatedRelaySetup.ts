import { relay, type RelayOptions } from '../../protocols/relay/index.js'
import {
  createRelaySimulator,
  type RelaySimulator,
  type RelaySimulatorOptions,
} from '../simulators/relay/createRelaySimulator.js'
import { createEvmSimulator } from '../simulators/evm/createEvmSimulator.js'
import type { EvmReader } from '../simulators/evm/evmReader.js'
import type { EvmScenario } from '../simulators/evm/evmScenario.js'
import type { EvmScenarioName } from '../simulators/evm/evmScenarios.js'
import type { RelayScenario } from '../simulators/relay/relayScenario.js'
import type { RelayScenarioName } from '../simulators/relay/relayScenarios.js'
import { withDefaults } from '../kit/withDefaults.js'
import { createSimulatedTime } from './simulatedTime.js'
import { createSimulatedSetup, type SimulatedSetup, type SimulatedSetupOptions } from './simulatedSetup.js'

export interface SimulatedRelaySetupOptions extends SimulatedSetupOptions<RelayScenario | RelayScenarioName> {
  /** Drawn from the seed by default. */
  readonly requestId?: string | undefined
  /** The deposit's own transaction is played by a node of the origin chain: `transaction-replaced`. None by default. */
  readonly deposit?: EvmScenario | EvmScenarioName | undefined
  /** Further options of the simulator. */
  readonly simulator?: Omit<RelaySimulatorOptions, 'seed' | 'scenario'> | undefined
  /** Further options of `relay()`, such as `refundGraceMs`. */
  readonly relay?: Omit<RelayOptions, 'url' | 'apiUrl' | 'WebSocket' | 'fetch' | 'network'> | undefined
}

/** A service, a cache and a client that know nobody else, with one request that is being played. */
export interface SimulatedRelaySetup extends SimulatedSetup<RelaySimulator> {
  readonly requestId: string
  /** The deposit's own transaction, where `deposit` says how it goes. */
  readonly depositTx: { readonly hash: string; readonly reader: EvmReader } | undefined
}

export function createSimulatedRelaySetup(options: SimulatedRelaySetupOptions): SimulatedRelaySetup {
  const { requestId, scenario, seed = 1 } = options
  const time = createSimulatedTime(options)
  const { clock } = time
  const simulator = createRelaySimulator({ ...withDefaults({ clock, epochMs: 0 }, options.simulator), seed })
  const { WebSocket, apiUrl, fetch, url } = simulator
  const protocol = relay({ ...options.relay, WebSocket, apiUrl, fetch, url })
  const setup = createSimulatedSetup(simulator, protocol, time, options.onwire)
  const request = simulator.start(scenario, { requestId, begins: 'when-asked' })
  const { requestId: id } = request
  if (!options.deposit) return { ...setup, requestId: id, depositTx: undefined }
  const node = createEvmSimulator({ clock, epochMs: 0, seed })
  const { transactionHash: hash } = node.start(options.deposit, { begins: 'when-asked' })
  return {
    ...setup,
    requestId: id,
    depositTx: { hash, reader: node.reader },
    end() {
      setup.end()
      node.stop()
    },
  }
}

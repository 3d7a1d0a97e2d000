import { type CarriedInMemory, carryInMemory, type MemoryOptions } from '../../memory/carryInMemory.js'
import { createEvmReader, type EvmReader } from './evmReader.js'
import { createEvmSimulatorCore, type EvmSimulatorCore, type EvmSimulatorCoreOptions } from './evmSimulatorCore.js'

export interface EvmSimulatorOptions extends EvmSimulatorCoreOptions, MemoryOptions {}

/** An Ethereum node in memory: hand its `WebSocket` and `fetch` to a client. */
export interface EvmSimulator extends EvmSimulatorCore, CarriedInMemory {
  /** A URL for sockets that can't be mistaken for a real node's. */
  readonly url: string
  /** The same for HTTP. */
  readonly rpcUrl: string
  /** Four members of viem's `PublicClient`, for whatever reads transactions. */
  readonly reader: EvmReader
}

/**
 * - Many simulators live side by side; nothing global is touched.
 * - On a manual clock, equal seeds and equal calls give equal blocks, logs and frames at equal times.
 */
export function createEvmSimulator(options: EvmSimulatorOptions = {}): EvmSimulator {
  const core = createEvmSimulatorCore(options)
  const rpcUrl = 'https://node.simulator.invalid/'
  const carried = carryInMemory(core, options)
  return {
    ...core,
    ...carried,
    url: 'wss://node.simulator.invalid/',
    rpcUrl,
    reader: createEvmReader(carried.fetch, rpcUrl),
  }
}

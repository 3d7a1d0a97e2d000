import { type CarriedInMemory, carryInMemory, type MemoryOptions } from '../../memory/carryInMemory.js'
import {
  type CovalentSimulatorCore,
  type CovalentSimulatorCoreOptions,
  createCovalentSimulatorCore,
} from './covalentSimulatorCore.js'

export interface CovalentSimulatorOptions extends CovalentSimulatorCoreOptions, MemoryOptions {}

/** Covalent's log events in memory: hand its `WebSocket` and `fetch` to a client. */
export interface CovalentSimulator extends CovalentSimulatorCore, CarriedInMemory {
  /** A URL for sockets that can't be mistaken for the real service's. */
  readonly url: string
  /** The same for REST. */
  readonly apiUrl: string
}

/**
 * - Many simulators live side by side; nothing global is touched.
 * - On a manual clock, equal seeds and equal calls give equal blocks, logs and frames at equal times.
 * - Nothing runs before the first subscription, request or start; from then on blocks come until `stop`.
 */
export function createCovalentSimulator(options: CovalentSimulatorOptions = {}): CovalentSimulator {
  const core = createCovalentSimulatorCore(options)
  return {
    ...core,
    ...carryInMemory(core, options),
    url: 'wss://api.covalent.simulator.invalid/v1/',
    apiUrl: 'https://api.covalent.simulator.invalid/v1',
  }
}

import { type CarriedInMemory, carryInMemory, type MemoryOptions } from '../../memory/carryInMemory.js'
import {
  createRelaySimulatorCore,
  type RelaySimulatorCore,
  type RelaySimulatorCoreOptions,
} from './relaySimulatorCore.js'

export interface RelaySimulatorOptions extends RelaySimulatorCoreOptions, MemoryOptions {}

/** Relay's service in memory: hand its `WebSocket` and `fetch` to a client. */
export interface RelaySimulator extends RelaySimulatorCore, CarriedInMemory {
  /** A URL for sockets that can't be mistaken for the real service's. */
  readonly url: string
  /** The same for REST. */
  readonly apiUrl: string
}

/**
 * - Many simulators live side by side; nothing global is touched.
 * - On a manual clock, equal seeds and equal calls give equal frames at equal times.
 * - Nothing runs before the first socket, request or start; `stop` leaves no timer of a scenario behind.
 */
export function createRelaySimulator(options: RelaySimulatorOptions = {}): RelaySimulator {
  const core = createRelaySimulatorCore(options)
  return {
    ...core,
    ...carryInMemory(core, options),
    url: 'wss://ws.relay.simulator.invalid',
    apiUrl: 'https://api.relay.simulator.invalid',
  }
}

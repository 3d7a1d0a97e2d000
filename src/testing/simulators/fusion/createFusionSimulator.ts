import { type CarriedInMemory, carryInMemory, type MemoryOptions } from '../../memory/carryInMemory.js'
import { createRandom } from '../../kit/random.js'
import { frameEvents } from '../../socketIo/frameEvents.js'
import {
  createFusionSimulatorCore,
  type FusionSimulatorCore,
  type FusionSimulatorCoreOptions,
} from './fusionSimulatorCore.js'

export interface FusionSimulatorOptions extends FusionSimulatorCoreOptions, MemoryOptions {}

/** Fusion's coordinator in memory: hand its `WebSocket` and `fetch` to a client. */
export interface FusionSimulator extends FusionSimulatorCore, CarriedInMemory {
  /** A URL for the Socket.IO client that can't be mistaken for a real service's. */
  readonly url: string
  /** The same for REST. */
  readonly apiUrl: string
}

/**
 * - Many simulators live side by side; nothing global is touched.
 * - On a manual clock, equal seeds and equal calls give equal events at equal times.
 * - Nothing runs before the first socket, request or start; `stop` leaves no timer behind.
 * - Its line carries WebSockets only: a client that begins with polling gets a 404.
 */
export function createFusionSimulator(options: FusionSimulatorOptions = {}): FusionSimulator {
  const core = createFusionSimulatorCore(options)
  // A stream of its own: the connections' ids don't change what else is drawn.
  const random = createRandom((options.seed ?? 1) + 2)
  const { clock, pingIntervalMs, pingTimeoutMs } = core
  const sockets = frameEvents(core.events, { clock, random, pingIntervalMs, pingTimeoutMs })
  return {
    ...core,
    ...carryInMemory({ clock, sockets, rest: core.rest }, options),
    url: 'https://fusion.simulator.invalid',
    apiUrl: 'https://fusion.simulator.invalid',
  }
}

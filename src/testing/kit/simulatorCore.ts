import type { SimulatorClock } from './clock.js'
import type { SimulatorLog, SimulatorLogEntry } from './log.js'
import type { Random } from './random.js'
import type { RestServer } from './server.js'
import type { ServiceTimeOptions } from './serviceTime.js'

/** Options that every simulator has. */
export interface SimulatorCoreOptions extends ServiceTimeOptions {
  /** Equal seeds give equal ids, hashes and delays. Default 1. */
  readonly seed?: number | undefined
  /** How many entries the log keeps. Default 1000. */
  readonly logLimit?: number | undefined
}

/** The members that every simulator has, whatever carries its frames. */
export interface SimulatorCore {
  readonly clock: SimulatorClock
  readonly random: Random
  readonly rest: RestServer
  readonly log: SimulatorLog
  /** Calls back at each log entry; returns its stop. */
  watch(listener: (entry: SimulatorLogEntry) => void): () => void
  /** REST requests of the last 60 s. */
  requestsLastMinute(): number
  /** Cuts every socket and forgets every timer. */
  stop(): void
}

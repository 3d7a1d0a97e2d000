import type { Flags } from './flags.js'
import { startCovalent } from './startCovalent.js'
import { startRelay } from './startRelay.js'

export interface RunningSimulator {
  /** What the user is told: the URLs, and how to use them. */
  readonly banner: string
  close(): Promise<void>
}

export interface SimulatorCommand {
  readonly start: (flags: Flags) => Promise<RunningSimulator>
}

/** One line for each service that can be simulated. */
export const simulators: Readonly<Record<string, SimulatorCommand>> = {
  relay: { start: startRelay },
  covalent: { start: startCovalent },
}

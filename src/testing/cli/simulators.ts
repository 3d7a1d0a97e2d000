import type { SimulatorCommand } from './command.js'
import { startAll } from './startAll.js'
import { startCovalent } from './startCovalent.js'
import { startFusion } from './startFusion.js'
import { startRelay } from './startRelay.js'
import { startWebhookRelay } from './startWebhookRelay.js'

/** One line for each service that can be simulated. */
const each = {
  relay: { start: startRelay },
  fusion: { start: startFusion },
  covalent: { start: startCovalent },
  'webhook-relay': { start: startWebhookRelay },
} as const satisfies Record<string, SimulatorCommand>

export const simulators: Readonly<Record<string, SimulatorCommand>> = {
  ...each,
  all: { start: (flags) => startAll(Object.values(each), flags) },
}

import { type RelayScenario, relayScenarios, type RelayStep } from 'onwire/testing'

const quote = relayScenarios['abandoned-quote']
const inTheMiddle: readonly RelayStep[] = [
  { at: 0, status: 'waiting' },
  { at: 1, status: 'pending', inTxs: 1 },
]

/** No socket ever opens, and REST goes on. */
export const onlyPolling: RelayScenario = { ...quote, steps: [{ at: 0, fault: 'drop' }, ...inTheMiddle] }

/** The service refuses the key, and goes on doing so. */
export const refusedForGood: RelayScenario = { ...quote, steps: [{ at: 0, fault: 'refuse-key' }, ...inTheMiddle] }

/** Nobody answers at all. */
export const nothingWorks: RelayScenario = {
  ...quote,
  steps: [{ at: 0, fault: 'drop' }, { at: 0, fault: 'rest-down' }, ...inTheMiddle],
}

/** The service lets no stranger in before the socket opens, and REST goes on. */
export const strangersRefused: RelayScenario = {
  ...quote,
  steps: [{ at: 0, fault: 'refuse-upgrade' }, ...inTheMiddle],
}

import { SimulatorError } from '../../kit/simulatorError.js'
import type { RelayScenario } from './relayScenario.js'
import { oddityScenarios } from './scenarios/oddities.js'
import { ordinaryScenarios } from './scenarios/ordinary.js'
import { outageScenarios } from './scenarios/outages.js'

const all = { ...ordinaryScenarios, ...outageScenarios, ...oddityScenarios }

export type RelayScenarioName = keyof typeof all

/** Every scenario by its name. */
export const relayScenarios: Readonly<Record<RelayScenarioName, RelayScenario>> = all

export function getRelayScenario(name: string): RelayScenario {
  const found = Object.entries(relayScenarios).find(([known]) => known === name)
  if (found !== undefined) return found[1]
  throw new SimulatorError({
    code: 'NO_SUCH_SCENARIO',
    what: `There is no Relay scenario named '${name}'.`,
    why: 'The simulator has nothing to play.',
    remedy: `Choose one of: ${Object.keys(relayScenarios).join(', ')}.`,
  })
}

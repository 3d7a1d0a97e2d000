import { SimulatorError } from '../../kit/simulatorError.js'
import type { FusionScenario } from './fusionScenario.js'
import { oddityScenarios } from './scenarios/oddities.js'
import { ordinaryScenarios } from './scenarios/ordinary.js'
import { outageScenarios } from './scenarios/outages.js'

const all = { ...ordinaryScenarios, ...outageScenarios, ...oddityScenarios }

export type FusionScenarioName = keyof typeof all

/** Every scenario by its name. */
export const fusionScenarios: Readonly<Record<FusionScenarioName, FusionScenario>> = all

export function getFusionScenario(name: string): FusionScenario {
  const found = Object.entries(fusionScenarios).find(([known]) => known === name)
  if (found !== undefined) return found[1]
  throw new SimulatorError({
    code: 'NO_SUCH_SCENARIO',
    what: `There is no Fusion scenario named '${name}'.`,
    why: 'The simulator has nothing to play.',
    remedy: `Choose one of: ${Object.keys(fusionScenarios).join(', ')}.`,
  })
}

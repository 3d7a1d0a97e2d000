import { SimulatorError } from '../../kit/simulatorError.js'
import type { CovalentScenario } from './covalentScenario.js'
import { chainScenarios } from './scenarios/chain.js'
import { oddityScenarios } from './scenarios/oddities.js'
import { outageScenarios } from './scenarios/outages.js'

const all = { ...chainScenarios, ...outageScenarios, ...oddityScenarios }

export type CovalentScenarioName = keyof typeof all

/** Every scenario by its name. */
export const covalentScenarios: Readonly<Record<CovalentScenarioName, CovalentScenario>> = all

export function getCovalentScenario(name: string): CovalentScenario {
  const found = Object.entries(covalentScenarios).find(([known]) => known === name)
  if (found !== undefined) return found[1]
  throw new SimulatorError({
    code: 'NO_SUCH_SCENARIO',
    what: `There is no Covalent scenario named '${name}'.`,
    why: 'The simulator has nothing to play.',
    remedy: `Choose one of: ${Object.keys(covalentScenarios).join(', ')}.`,
  })
}

import { findScenario } from '../../kit/findScenario.js'
import type { CovalentScenario } from './covalentScenario.js'
import { chainScenarios } from './scenarios/chain.js'
import { oddityScenarios } from './scenarios/oddities.js'
import { outageScenarios } from './scenarios/outages.js'

const all = { ...chainScenarios, ...outageScenarios, ...oddityScenarios }

export type CovalentScenarioName = keyof typeof all

/** Every scenario by its name. */
export const covalentScenarios: Readonly<Record<CovalentScenarioName, CovalentScenario>> = all

export function getCovalentScenario(name: string): CovalentScenario {
  return findScenario('Covalent', covalentScenarios, name)
}

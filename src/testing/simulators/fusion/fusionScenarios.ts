import { findScenario } from '../../kit/findScenario.js'
import type { FusionScenario } from './fusionScenario.js'
import { oddityScenarios } from './scenarios/oddities.js'
import { ordinaryScenarios } from './scenarios/ordinary.js'
import { outageScenarios } from './scenarios/outages.js'

const all = { ...ordinaryScenarios, ...outageScenarios, ...oddityScenarios }

export type FusionScenarioName = keyof typeof all

/** Every scenario by its name. */
export const fusionScenarios: Readonly<Record<FusionScenarioName, FusionScenario>> = all

export function getFusionScenario(name: string): FusionScenario {
  return findScenario('Fusion', fusionScenarios, name)
}

import { findScenario } from '../../kit/findScenario.js'
import type { RelayScenario } from './relayScenario.js'
import { oddityScenarios } from './scenarios/oddities.js'
import { ordinaryScenarios } from './scenarios/ordinary.js'
import { outageScenarios } from './scenarios/outages.js'

const all = { ...ordinaryScenarios, ...outageScenarios, ...oddityScenarios }

export type RelayScenarioName = keyof typeof all

/** Every scenario by its name. */
export const relayScenarios: Readonly<Record<RelayScenarioName, RelayScenario>> = all

export function getRelayScenario(name: string): RelayScenario {
  return findScenario('Relay', relayScenarios, name)
}

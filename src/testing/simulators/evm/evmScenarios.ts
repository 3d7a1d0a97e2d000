import { findScenario } from '../../kit/findScenario.js'
import type { EvmScenario } from './evmScenario.js'
import { chainScenarios } from './scenarios/chain.js'
import { outageScenarios } from './scenarios/outages.js'
import { transactionScenarios } from './scenarios/transactions.js'

const all = { ...chainScenarios, ...outageScenarios, ...transactionScenarios }

export type EvmScenarioName = keyof typeof all

/** Every scenario by its name. */
export const evmScenarios: Readonly<Record<EvmScenarioName, EvmScenario>> = all

export function getEvmScenario(name: string): EvmScenario {
  return findScenario('EVM', evmScenarios, name)
}

import { relayScenarios, type RelayScenario, type RelayScenarioName } from 'onwire/testing'

export interface ScenarioGroup {
  readonly title: string
  readonly scenarios: readonly RelayScenario[]
}

/** What a page without requests offers first. */
export const favourites: readonly RelayScenarioName[] = ['happy-path', 'drop-midway', 'refund-after-failure']

const everyday: readonly RelayScenarioName[] = [
  'happy-path',
  'same-chain',
  'gasless',
  'solana-origin',
  'abandoned-quote',
  'failure',
  'refund-after-failure',
  'late-refund',
]

/** Every scenario, by what it is about. */
export const scenarioGroups: readonly ScenarioGroup[] = [
  { title: 'Everyday', scenarios: pick((scenario) => isEveryday(scenario)) },
  { title: 'The connection breaks', scenarios: pick((scenario) => !isEveryday(scenario) && hasOutage(scenario)) },
  { title: 'Strange news', scenarios: pick((scenario) => !isEveryday(scenario) && !hasOutage(scenario)) },
]

/** The problem with a name from the page's address, if there is one. */
export function checkScenarioName(name: string): string | undefined {
  if (Object.hasOwn(relayScenarios, name)) return undefined
  return `There is no scenario named “${name.slice(0, 80)}”. Choose one of: ${Object.keys(relayScenarios).join(', ')}.`
}

function isEveryday({ name }: RelayScenario): boolean {
  return everyday.some((known) => known === name)
}

function hasOutage({ steps }: RelayScenario): boolean {
  return steps.some((step) => 'fault' in step && step.fault !== 'junk')
}

function pick(isWanted: (scenario: RelayScenario) => boolean): readonly RelayScenario[] {
  return Object.values(relayScenarios).filter(isWanted)
}

/** What is shown of a scenario, whosesoever it is. */
export interface ScenarioFacts {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly steps: readonly object[]
}

export interface ScenarioGroup {
  readonly title: string
  readonly scenarios: readonly ScenarioFacts[]
}

/** Every scenario, by what it is about. */
export function groupScenarios(
  scenarios: Readonly<Record<string, ScenarioFacts>>,
  everyday: readonly string[],
): readonly ScenarioGroup[] {
  const others = Object.values(scenarios).filter(({ name }) => !everyday.includes(name))
  return [
    { title: 'Everyday', scenarios: everyday.flatMap((name) => scenarios[name] ?? []) },
    { title: 'The connection breaks', scenarios: others.filter(hasOutage) },
    { title: 'Strange news', scenarios: others.filter((scenario) => !hasOutage(scenario)) },
  ]
}

/** The problem with a name from the page's address, if there is one. */
export function checkScenarioName(
  scenarios: Readonly<Record<string, ScenarioFacts>>,
  name: string,
): string | undefined {
  if (Object.hasOwn(scenarios, name)) return undefined
  return `There is no scenario named “${name.slice(0, 80)}”. Choose one of: ${Object.keys(scenarios).join(', ')}.`
}

function hasOutage({ steps }: ScenarioFacts): boolean {
  return steps.some((step) => 'fault' in step && !['junk', 'garble', 'settlement-proof'].includes(String(step.fault)))
}

import { SimulatorError } from './simulatorError.js'

/** The scenario of that name. Throws for any other name, and lists those that a service has. */
export function findScenario<Scenario>(
  service: string,
  scenarios: Readonly<Record<string, Scenario>>,
  name: string,
): Scenario {
  const found = Object.entries(scenarios).find(([known]) => known === name)
  if (found !== undefined) return found[1]
  throw new SimulatorError({
    code: 'NO_SUCH_SCENARIO',
    what: `There is no ${service} scenario named '${name}'.`,
    why: 'The simulator has nothing to play.',
    remedy: `Choose one of: ${Object.keys(scenarios).join(', ')}.`,
  })
}

import type { RelayScenario, RelayStep } from 'onwire/testing'

/** A scenario of these steps alone. */
export function toScenario(...steps: readonly RelayStep[]): RelayScenario {
  return {
    name: 'of-this-test',
    title: '',
    description: '',
    origin: 1,
    destination: 8453,
    steps,
    expect: { outcome: undefined },
  }
}

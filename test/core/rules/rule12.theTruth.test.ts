import { relayScenarios, type RelayScenario } from 'onwire/testing'
import { describe, expect, test } from 'vitest'
import { createRelaySetup } from '../support/relaySetup.js'

// test/core/handover.property.test.ts draws thousands of stories; these are those that have names.

const scenarios: readonly RelayScenario[] = Object.values(relayScenarios)

/** What was delivered has ended: what comes after it is asked for every 5 min where no socket carries it. */
const toPatienceS = ({ name }: RelayScenario) => (name === 'excess-refunded' ? 300 : 60)

/** When the last thing happens, in ms after the start. */
function getLastStep({ steps }: RelayScenario): number {
  return Math.max(
    ...steps.map((step) => step.at + ('fault' in step ? 0 : Math.max(step.delayPushMs ?? 0, step.delayPollMs ?? 0))),
  )
}

describe.each([
  ['and nothing else goes wrong', () => {}],
  [
    'and the socket is blocked',
    (setup: ReturnType<typeof createRelaySetup>) => setup.simulator.faults.refuse('upgrade'),
  ],
  ['and the socket is deaf', (setup: ReturnType<typeof createRelaySetup>) => setup.simulator.faults.silence('ack')],
] as const)('%s', (_title, prepare) => {
  test.each(scenarios.map((scenario) => [toPatienceS(scenario), scenario.name, scenario] as const))(
    '%i s after the last step of %s the truth is shown',
    async (patienceS, _name, scenario) => {
      const setup = createRelaySetup()
      prepare(setup)
      const request = setup.simulator.start(scenario)
      const { shown, status } = setup.follow(request.requestId)
      await setup.wait(getLastStep(scenario) + patienceS * 1000)
      expect(status()).toBe(request.truth().status)
      expect(shown.at(-1)?.status).toBe(request.truth().status)
    },
  )
})

test('With both socket and REST gone for an hour, the truth is shown within 60 s of their return', async () => {
  const { follow, simulator, wait } = createRelaySetup()
  const { requestId } = simulator.start('happy-path')
  const { status } = follow(requestId)
  await wait(2_000)
  simulator.faults.drop()
  simulator.faults.breakRest('hang')
  await wait(3_600_000)
  expect(status()).toBe('pending')
  simulator.faults.restoreRest()
  await wait(60_000)
  expect(status()).toBe('success')
})

import fc from 'fast-check'
import { createFusionSimulator, createManualClock, createRelaySimulator } from 'onwire/testing'
import { describe, expect, test } from 'vitest'
import { createRelaySetup } from '../core/support/relaySetup.js'
import { checkProperty } from '../support/property.js'

/** Whatever `npx onwire simulate` answers: short ones and long ones, in upper and lower case. */
const anyId = fc
  .array(fc.constantFrom(...'0123456789abcdefABCDEF'.split('')), { minLength: 1, maxLength: 70 })
  .map((digits) => `0x${digits.join('')}`)

const isStarted = (begin: () => unknown): boolean => {
  try {
    begin()
    return true
  } catch {
    return false
  }
}

describe('One rule for ids holds in a test and on the command line:', () => {
  test('a Relay simulator starts by hand exactly the ids that its default scenario plays', () => {
    const anyText = fc.oneof(anyId, fc.string(), fc.constantFrom('', '0x', '1', 'x1', '0x1g', '0X1', ' 0x1'))
    checkProperty(
      fc.property(anyText, (requestId) => {
        const clock = createManualClock()
        const asked = createRelaySimulator({ clock, scenario: 'happy-path' })
        asked.rest.handle({
          method: 'GET',
          url: new URL(`${asked.apiUrl}/intents/status/v3?requestId=${encodeURIComponent(requestId)}`),
          headers: new Headers(),
        })
        const started = createRelaySimulator({ clock })
        const isPlayed = asked.requests.find(requestId) !== undefined
        expect(isStarted(() => started.start('happy-path', { requestId }))).toBe(isPlayed)
        for (const simulator of [asked, started]) simulator.stop()
      }),
      { examples: [['0x1'], ['0xAb'], ['0x']] },
    )
  })

  test('whoever follows an id that was started by hand is pushed its end, in whichever case it is written', async () => {
    await checkProperty(
      fc.asyncProperty(anyId, fc.boolean(), async (requestId, isUpper) => {
        const setup = createRelaySetup()
        setup.simulator.start('happy-path', { requestId })
        const followed = setup.follow(isUpper ? requestId.toUpperCase().replace('X', 'x') : requestId)
        setup.simulator.faults.breakRest('down')
        await setup.clock.advanceAsync(60_000)
        expect(followed.shown.at(-1)?.status).toBe('success')
        followed.stop()
        setup.simulator.stop()
      }),
      {
        examples: [
          ['0x1', false],
          ['0xAB', false],
        ],
      },
    )
  })

  test('a second start of an id is refused in either case, and both find what plays', () => {
    const clock = createManualClock()
    const relay = createRelaySimulator({ clock })
    const request = relay.start('happy-path', { requestId: '0xAb' })
    expect(request.requestId).toBe('0xAb')
    expect(relay.requests.find('0xaB')).toBe(request)
    expect(() => relay.start('failure', { requestId: '0xab' })).toThrow('has been started already')
    const fusion = createFusionSimulator({ clock })
    const intent = fusion.start('happy-path', { intentId: '0xAb' })
    expect(fusion.intents.find('0xab')).toBe(intent)
    expect(() => fusion.start('happy-path', { intentId: '0xAB' })).toThrow('has been started already')
    expect(fusion.start('happy-path', { intentId: 'Mine' })).not.toBe(fusion.start('happy-path', { intentId: 'mine' }))
  })
})

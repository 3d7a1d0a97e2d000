import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkProperty } from '../../support/property.js'
import { propertySettings } from '../../support/propertySettings.mjs'
import { createRelaySetup } from '../support/relaySetup.js'
import { toScenario } from '../support/toScenario.js'

const minuteMs = 60_000

/** The page's own words, right or wrong: none of them says that it is back. */
const hint = fc.constantFrom('goOffline', 'pagehide', 'hide', 'show')
const step = fc.tuple(hint, fc.constantFrom(0, 100, 4_000, 30_000, 90_000))

test(
  'Whatever a page says of itself, it is live and tells the truth within a minute of being in view, though nothing says that it is back',
  async () => {
    await checkProperty(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), fc.boolean(), async (steps, isBlocked) => {
        const { clock, engine, follow, page, polls, simulator, wait } = createRelaySetup()
        if (isBlocked) simulator.faults.refuse('upgrade')
        const { requestId } = simulator.start(
          toScenario({ at: 0, status: 'waiting' }, { at: 600_000, status: 'pending' }),
        )
        const followed = follow(requestId)
        // Until the page is listened to.
        await wait(1_000)
        let isSlowed = false
        for (const [name, ms] of steps) {
          page[name]()
          isSlowed = name !== 'show' && (isSlowed || name === 'goOffline' || name === 'pagehide')
          const before = polls().length
          await wait(ms)
          // Of what was slow, one may have been due, and one be so now.
          if (isSlowed && ms <= 30_000) expect(polls().length - before).toBeLessThanOrEqual(2)
        }
        page.show()
        await wait(minuteMs + 500)
        const { isStale, transport } = engine.topic(followed.topic).getShown().info
        expect([transport, isStale]).toEqual([isBlocked ? 'polling' : 'socket', false])
        await wait(Math.max(0, 600_000 - clock.now()) + minuteMs + 1_500)
        expect(followed.status()).toBe('pending')
        followed.stop()
        await wait(5_000)
        expect(page.watchers()).toBe(0)
      }),
      { atLeast: 60 },
    )
  },
  propertySettings.timeoutMs,
)

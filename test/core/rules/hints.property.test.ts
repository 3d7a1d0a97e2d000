import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkProperty } from '../../support/property.js'
import { propertySettings } from '../../support/propertySettings.mjs'
import { createRelaySetup } from '../support/relaySetup.js'
import { toScenario } from '../support/toScenario.js'

const minuteMs = 60_000

/** The page's own words, right or wrong: none of them says that it is back. */
const hints = ['goOffline', 'pagehide', 'hide', 'show'] as const
type Hint = (typeof hints)[number]
const step = fc.tuple(fc.constantFrom(...hints), fc.constantFrom(0, 100, 4_000, 30_000, 90_000))

/** Its link is tried in the same half minute in which a slow poll was due: three requests, the third once it is acknowledged. */
const lateTry: [Hint, number][] = [
  ['pagehide', 4_000],
  ['pagehide', 30_000],
  ['pagehide', 30_000],
]

test(
  'Whatever a page says of itself, it is live and tells the truth within a minute of being in view, though nothing says that it is back',
  async () => {
    await checkProperty(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), fc.boolean(), async (steps, isBlocked) => {
        const { attempts, clock, elapsed, engine, follow, page, polls, simulator, wait } = createRelaySetup()
        if (isBlocked) simulator.faults.refuse('upgrade')
        const { requestId } = simulator.start(
          toScenario({ at: 0, status: 'waiting' }, { at: 600_000, status: 'pending' }),
        )
        const followed = follow(requestId)
        // Until the page is listened to.
        await wait(1_000)
        let isOffline = false
        let isSlowed = false
        for (const [name, ms] of steps) {
          page[name]()
          isOffline ||= name === 'goOffline'
          isSlowed = name !== 'show' && (isSlowed || name === 'goOffline' || name === 'pagehide')
          const from = elapsed()
          const before = polls().length
          await wait(ms)
          if (!isSlowed || ms > 30_000) continue
          const asked = polls().slice(before)
          // A page that tries its link, once a minute, isn't away: from then on it is slow only where it is offline.
          const triedAt = attempts().find((at) => at > from) ?? Infinity
          // Of what was slow, one may have been due, and one be so now.
          expect(asked.filter((at) => at < triedAt).length).toBeLessThanOrEqual(2)
          // A link that comes about has one more, once it has acknowledged.
          if (isOffline) expect(asked.length).toBeLessThanOrEqual(3)
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
      { atLeast: 60, examples: [[lateTry, false]] },
    )
  },
  propertySettings.timeoutMs,
)

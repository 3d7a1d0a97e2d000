import fc from 'fast-check'
import { expect, test } from 'vitest'
import { getGaps } from '../../../src/core/feed/gaps.js'
import { createSetup } from './webhookRelaySetup.js'
import { checkProperty } from '../../support/property.js'

const event = fc.oneof(
  { weight: 6, arbitrary: fc.record({ hasId: fc.boolean(), times: fc.constantFrom(1, 1, 3), isTwin: fc.boolean() }) },
  fc.constantFrom('drop', 'kick', 'freeze', 'junk', 'restore', 'rest-down', 'rate-limited', 'restore-rest' as const),
  fc.nat({ max: 20_000 }),
)

const dayMs = 86_400_000

/** Duplicates of a message without an id can't be told from two webhooks that say the same. */
const toTimes = (hasId: boolean, times: number) => (hasId ? times : 1)

test('Each webhook is shown once, in order, and nothing is missing, whatever happens to the socket, REST and the clocks', async () => {
  const property = fc.asyncProperty(
    fc.array(event, { minLength: 3, maxLength: 25 }),
    fc.constantFrom('several', 'none' as const),
    fc.boolean(),
    fc.constantFrom('seconds', 'rfc3339' as const),
    fc.oneof(fc.constantFrom(-2_000, 0, 2_000), fc.integer({ min: -dayMs, max: dayMs })),
    async (events, outputs, cursors, times, skewMs) => {
      const setup = createSetup({ skewMs, simulator: { restStyle: { cursors, times } } })
      setup.simulator.bucket('a', outputs)
      setup.watch(['a'], 1_000)
      await setup.wait(500)
      let count = 0
      for (const happened of events) {
        if (typeof happened === 'number') await setup.wait(happened)
        else if (typeof happened === 'string') setup.simulator.faults.apply(happened)
        else {
          if (!happened.isTwin) count += 1
          setup.simulator.deliver(
            'a',
            { body: `${count}`, headers: { Accept: ['*/*'] } },
            { hasId: happened.hasId, times: toTimes(happened.hasId, happened.times) },
          )
        }
        await setup.wait(30)
      }
      setup.simulator.faults.apply('restore')
      setup.simulator.faults.apply('restore-rest')
      await setup.wait(150_000)
      const toTime = (at = 0) => (times === 'seconds' ? Math.floor(at / 1000) * 1000 : at)
      // The service's own order: it lists the newest first.
      const truth = setup.simulator.truth().map(({ body, createdAt }) => `${toTime(createdAt)} ${body}`)
      truth.reverse()
      const shown = setup.data(['a'])?.items.map(({ body, loggedAt }) => `${loggedAt} ${body}`) ?? []
      expect(shown).toEqual(truth)
      const data = setup.data(['a'])
      expect(data && getGaps(data, true)).toEqual([])
    },
  )
  await checkProperty(property)
})

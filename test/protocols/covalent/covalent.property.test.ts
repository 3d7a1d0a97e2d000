import fc from 'fast-check'
import { covalentFaultNames } from 'onwire/testing'
import { expect, test } from 'vitest'
import { createCovalentSetup, toName } from './covalentSetup.js'
import { holdsWithin, isEighth } from '../../support/holdsWithin.js'
import { checkProperty, toLongest } from '../../support/property.js'

type Setup = ReturnType<typeof createCovalentSetup>
type Story = ReturnType<Setup['simulator']['start']>
type Step = readonly [name: string, run: (setup: Setup, story: Story) => unknown]

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.integer({ min: 1, max: 12_000 }).map((ms): Step => [`wait ${ms}`, (setup) => setup.wait(ms)]),
  },
  {
    weight: 2,
    arbitrary: fc
      .oneof(fc.integer({ min: 1, max: 5 }), fc.constantFrom(120, 350))
      .map((logs): Step => [`burst ${logs}`, (_, story) => story.burst(logs)]),
  },
  {
    weight: 2,
    arbitrary: fc
      .integer({ min: 1, max: 6 })
      .map((depth): Step => [`reorganise ${depth}`, ({ simulator }) => simulator.reorganise(1, depth)]),
  },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(...covalentFaultNames)
      .map((fault): Step => [fault, ({ simulator }) => simulator.faults.apply(fault)]),
  },
  fc.constantFrom<Step[]>(
    ['hide', ({ page }) => page.hide()],
    ['show', ({ page }) => page.show()],
    ['offline', ({ page }) => page.goOffline()],
    ['online', ({ page }) => page.goOnline()],
    ['sleep', ({ page }) => page.pagehide()],
    ['wake', ({ page }) => page.wake()],
  ),
)

function heal({ page, simulator: { faults } }: Setup) {
  faults.restore()
  faults.restoreRest()
  page.show()
  page.goOnline()
  page.wake()
}

test('In every drawn story the list is that of a client which never lost the socket, within a minute of the last fault', async () => {
  await checkProperty(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: toLongest(20) }),
      fc.boolean(),
      fc.record({
        order: fc.constantFrom('ascending', 'descending'),
        errorCodes: fc.constantFrom('number', 'string'),
        nothing: fc.constantFrom('list', 'null'),
      }),
      fc.constantFrom('object', 'items', 'data', 'array'),
      async (steps, socket, restStyle, body) => {
        const setup = createCovalentSetup({ simulator: { restStyle, wire: { body } }, covalent: { socket } })
        const story = setup.simulator.start('steady')
        const feed = setup.follow({ kind: 'logs', chain: 1, address: story.address })
        for (const [, run] of steps) {
          await run(setup, story)
          await setup.wait(20)
          expect(new Set(feed.shown()).size).toBe(feed.shown().length)
        }
        heal(setup)
        // What a poll tells is a block or more behind.
        const getTruth = () => {
          const newest = feed.data()?.items.at(-1)?.block_height ?? 0
          return story.truth().filter(({ block_height }) => block_height <= newest)
        }
        const isRight = () =>
          feed.gaps().length === 0 &&
          story.truth().length - getTruth().length < 10 &&
          feed.shown().join() === getTruth().map(toName).join()
        await holdsWithin(setup, 60_000, isRight, { isLong: isEighth(steps) })
        const truth = getTruth()
        expect(feed.shown()).toEqual(truth.map(toName))
        expect(story.truth().length - truth.length).toBeLessThan(70)
        expect(feed.gaps()).toEqual([])
        feed.stop()
        // A request that the service left open has its own limit of 10 s.
        await setup.wait(11_000)
        expect(setup.timers()).toBe(0)
        setup.simulator.stop()
      },
    ),
  )
})

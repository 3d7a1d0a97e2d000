import fc from 'fast-check'
import type { CovalentChainStep } from 'onwire/testing'
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
    arbitrary: fc.integer({ min: 1, max: 30_000 }).map((ms): Step => [`wait ${ms}`, (setup) => setup.wait(ms)]),
  },
  {
    weight: 3,
    arbitrary: fc
      .integer({ min: 1, max: 200 })
      .map((depth): Step => [`reorganise ${depth}`, ({ simulator }) => simulator.reorganise(1, depth)]),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(1, 4, 120, 350).map((logs): Step => [`burst ${logs}`, (_, story) => story.burst(logs)]),
  },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 1, max: 60 })
      .map((blocks): Step => [`mine ${blocks}`, ({ simulator }) => simulator.mine(1, blocks)]),
  },
  fc.constantFrom<Step[]>(
    ['drop', ({ simulator: { faults } }) => faults.drop()],
    ['restore', ({ simulator: { faults } }) => faults.restore()],
    ['freeze', ({ simulator: { faults } }) => faults.freeze()],
    ['rest down', ({ simulator: { faults } }) => faults.breakRest('down')],
    ['rest up', ({ simulator: { faults } }) => faults.restoreRest()],
    ['hide', ({ page }) => page.hide()],
    ['wake', ({ page }) => page.wake()],
  ),
)

type Life = Omit<CovalentChainStep, 'at'> & { readonly logsPerBlock: number }

const quietLife: Life = { history: { logs: 3, blocks: 400 }, blockMs: 2000, logsPerBlock: 0, decoded: 'missing' }
const calmLife: Life = { history: { logs: 40, blocks: 300 }, blockMs: 4000, logsPerBlock: 1, decoded: 'missing' }
const busyLife: Life = { history: { logs: 90, blocks: 90 }, blockMs: 2000, logsPerBlock: 2, decoded: 'missing' }

/** A contract's life so far, from very quiet to a log each second. */
const life = fc.constantFrom<Life>(quietLife, calmLife, busyLife)

test('Whatever is re-organised, told late or missed, within a minute of the service’s telling it the list is right, or has a gap', async () => {
  await checkProperty(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: toLongest(12) }),
      life,
      fc.constantFrom(0, 5_000, 30_000, 60_000),
      fc.constantFrom(10_000, 100, 20),
      fc.boolean(),
      fc.constantFrom('ascending', 'descending'),
      (...story) => play(...story),
    ),
  )
})

/** The re-organisation reaches the service's index between two pages: what moves from one to the other is in neither. */
test('A re-organisation that is told between two pages takes no log from the list without a gap', async () => {
  const steps: readonly Step[] = [
    ['burst 120', (_, story) => story.burst(120)],
    ['wait 541', (setup) => setup.wait(541)],
    ['burst 1', (_, story) => story.burst(1)],
    ['reorganise 54', ({ simulator }) => simulator.reorganise(1, 54)],
  ]
  await play(steps, busyLife, 5_000, 10_000, false, 'descending')
})

/** The first page of the newest logs holds none that is old, and the chain is faster than any of its kind. */
test('Blocks that come faster than their chain’s pace are settled by their dates all the same', async () => {
  const steps: readonly Step[] = [
    ['burst 350', (_, story) => story.burst(350)],
    ['wait 7152', (setup) => setup.wait(7152)],
    ['burst 1', (_, story) => story.burst(1)],
    ['wait 25728', (setup) => setup.wait(25_728)],
    ['mine 39', ({ simulator }) => simulator.mine(1, 39)],
  ]
  await play(steps, calmLife, 30_000, 100, true, 'ascending')
})

/** The socket brings so many new logs that a page of them says nothing of the blocks before. */
test('A burst that the socket brings before the service’s index hides no re-organisation below it', async () => {
  const steps: readonly Step[] = [
    ['wait 2475', (setup) => setup.wait(2475)],
    ['reorganise 28', ({ simulator }) => simulator.reorganise(1, 28)],
    ['wait 52885', (setup) => setup.wait(52_885)],
    ['reorganise 119', ({ simulator }) => simulator.reorganise(1, 119)],
    ['burst 1', (_, story) => story.burst(1)],
    ['burst 120', (_, story) => story.burst(120)],
  ]
  await play(steps, quietLife, 30_000, 10_000, true, 'ascending')
})

/** What the socket has told of the new blocks is all that the overlap holds, and the service says the same. */
test('News of a re-organisation that the service’s answer agrees with hide nothing that is gone below them', async () => {
  const steps: readonly Step[] = [
    ['wait 3512', (setup) => setup.wait(3512)],
    ['mine 17', ({ simulator }) => simulator.mine(1, 17)],
    ['wait 8220', (setup) => setup.wait(8220)],
    ['wait 22349', (setup) => setup.wait(22_349)],
    ['wait 29819', (setup) => setup.wait(29_819)],
    ['reorganise 101', ({ simulator }) => simulator.reorganise(1, 101)],
    ['burst 1', (_, story) => story.burst(1)],
  ]
  await play(steps, calmLife, 0, 10_000, true, 'ascending')
})

async function play(
  steps: readonly Step[],
  begin: Life,
  indexLagMs: number,
  limit: number,
  socket: boolean,
  order: 'ascending' | 'descending',
): Promise<void> {
  const setup = createCovalentSetup({
    simulator: { indexLagMs, restStyle: { order } },
    covalent: { socket },
  })
  const { page, simulator } = setup
  const scenario = { name: 'life', title: '', description: '', steps: [{ at: 0, ...begin }] }
  const story = simulator.start({ ...scenario, expect: { socketAlone: 'complete' } })
  const feed = setup.follow({ kind: 'logs', chain: 1, address: story.address }, limit)
  for (const [, run] of steps) {
    await run(setup, story)
    await setup.wait(20)
  }
  simulator.faults.restore()
  simulator.faults.restoreRest()
  page.show()
  page.wake()
  const healedAt = simulator.chain(1)?.head().height ?? 0
  // That a log is gone, and none came after it, means something once it is a minute old: the service may be behind.
  await setup.wait(begin.logsPerBlock > 0 ? indexLagMs : 60_000)
  const look = () => {
    const gaps = feed.gaps()
    const { covered = [], hasOlder, isTrimmed, items = [] } = feed.data() ?? {}
    const lowest = Math.max(isTrimmed ? (items[0]?.block_height ?? 0) + 1 : 0, hasOlder ? (covered[0]?.from ?? 0) : 0)
    const isClaimed = (name: string) => {
      const height = Number.parseInt(name, 10)
      if (height > healedAt || height < lowest) return false
      return gaps.every(({ from, to = Infinity }) => height < from || height > to)
    }
    return { gaps, shown: feed.shown().filter(isClaimed), truth: story.truth().map(toName).filter(isClaimed) }
  }
  const isRight = () => {
    const { gaps, shown, truth } = look()
    return gaps.length === 0 && shown.length > 0 && shown.join() === truth.join()
  }
  await holdsWithin(setup, 60_000, isRight, { isLong: isEighth(steps) })
  const { gaps, shown, truth } = look()
  expect(shown).toEqual(truth)
  expect(gaps.every(({ to }) => to !== undefined)).toBe(true)
  feed.stop()
  setup.engine.close()
  simulator.stop()
}

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { getGaps } from '../../../src/core/feed/gaps.js'
import { createScriptedChain } from '../support/scriptedChain.js'
import { checkProperty } from '../../support/property.js'

type Chain = ReturnType<typeof createScriptedChain>
type Step = readonly [name: string, run: (chain: Chain) => unknown]

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .array(fc.nat({ max: 4 }), { maxLength: 8 })
      .map((counts): Step => [`mine ${counts.join()}`, (chain) => chain.mine(...counts)]),
  },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 1, max: 6 })
      .map((depth): Step => [`reorganise ${depth}`, (chain) => chain.reorganise(depth)]),
  },
  {
    weight: 3,
    arbitrary: fc.integer({ min: 1, max: 9_000 }).map((ms): Step => [`wait ${ms}`, (chain) => chain.wait(ms)]),
  },
  fc.constantFrom<Step[]>(
    ['drop', (chain) => chain.drop()],
    ['restore', (chain) => chain.restore()],
    ['silent', (chain) => chain.setSilent(true)],
    ['loud', (chain) => chain.setSilent(false)],
    ['rest down', (chain) => (chain.service.failure = new Error('down'))],
    ['rest up', (chain) => (chain.service.failure = undefined)],
    ['rest slow', (chain) => (chain.service.delayMs = 4_000)],
    ['rest quick', (chain) => (chain.service.delayMs = 10)],
    ['hide', (chain) => chain.page.hide()],
    ['show', (chain) => chain.page.show()],
    ['sleep', (chain) => chain.page.pagehide()],
    ['wake', (chain) => chain.page.wake()],
  ),
)

function heal(chain: Chain) {
  chain.restore()
  chain.setSilent(false)
  chain.service.failure = undefined
  chain.service.delayMs = 10
  chain.page.show()
  chain.page.wake()
}

function isOrdered(chain: Chain) {
  const items = chain.data()?.items ?? []
  expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
  items.reduce((a, b) => {
    expect(b.block > a.block || (b.block === a.block && b.nth >= a.nth)).toBe(true)
    return b
  })
}

test('Whatever happens, a minute after the last fault the list is that of a client which never lost the socket', async () => {
  await checkProperty(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 25 }),
      fc.constantFrom(1_000, 7),
      async (steps, limit) => {
        const chain = createScriptedChain({ limit })
        chain.watch()
        for (const [, run] of steps) {
          await run(chain)
          await chain.wait(20)
          if (chain.data()?.items.length) isOrdered(chain)
        }
        heal(chain)
        await chain.wait(60_000)
        const known = chain.data()
        const missing = known && getGaps(known, true)
        expect(missing).toEqual([])
        const truth = chain.truth()
        const shown = chain.shown()
        // What was taken back is kept within the limit, too.
        expect(shown).toEqual(truth.slice(truth.length - shown.length))
        expect(shown.length + (known?.removed.length ?? 0)).toBeGreaterThanOrEqual(Math.min(limit, truth.length))
      },
    ),
  )
})

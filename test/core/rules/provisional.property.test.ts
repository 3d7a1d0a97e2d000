import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { toRelayTimeline } from 'onwire/relay'
import { expect, test } from 'vitest'
import { checkProperty } from '../../support/property.js'
import { createRelaySetup } from '../support/relaySetup.js'
import { createRandom } from '../support/random.js'
import { toScenario } from '../support/toScenario.js'

const graceMs = 600_000
const failedAt = 1_000
/** A request at once, and its answer. */
const confirmedMs = 1_000

interface Story {
  readonly code: string
  readonly refundFailReason: string | undefined
  readonly isSocketUp: boolean
  /** A word that comes after all, so long after the failure. */
  readonly late: { readonly status: string; readonly afterMs: number } | undefined
  readonly looksAt: readonly number[]
  readonly seed: number
}

const documented: Readonly<Record<'failReason' | 'refundFailReason', Readonly<Record<string, string>>>> = JSON.parse(
  readFileSync(new URL('../../fixtures/relay-errors/reasons.json', import.meta.url), 'utf8'),
)
const codes = Object.keys(documented.failReason)
const refundCodes = Object.keys(documented.refundFailReason)
const isLast = (refund = '') => refund === 'none' || refund === 'manual'

const story: fc.Arbitrary<Story> = fc.record({
  code: fc.oneof(fc.constantFrom(...codes), fc.constantFrom('A_CODE_OF_TOMORROW', 'N/A', 'blocked_wallet')),
  refundFailReason: fc.option(fc.constantFrom(...refundCodes, 'OF_TOMORROW'), { nil: undefined, freq: 3 }),
  isSocketUp: fc.boolean(),
  late: fc.option(
    fc.record({ status: fc.constantFrom('refund', 'success'), afterMs: fc.integer({ min: 2_000, max: 2 * graceMs }) }),
    { nil: undefined },
  ),
  looksAt: fc.array(fc.integer({ min: 1_000, max: graceMs - 1 }), { maxLength: 6 }),
  seed: fc.integer({ min: 1, max: 2 ** 30 }),
})

test('No failure leaves "provisional" before its grace, unless its code says that no refund comes by itself', async () => {
  await checkProperty(fc.asyncProperty(story, play))
})

async function play({ code, isSocketUp, late, looksAt, refundFailReason, seed }: Story): Promise<void> {
  const { engine, follow, simulator, wait } = createRelaySetup({ random: createRandom(seed) })
  if (!isSocketUp) simulator.faults.apply('refuse-upgrade')
  const { requestId } = simulator.start(
    toScenario(
      { at: 0, status: 'pending' },
      { at: failedAt, status: 'failure', fields: { failReason: code, ...(refundFailReason && { refundFailReason }) } },
      ...(late ? [{ at: failedAt + late.afterMs, status: late.status }] : []),
    ),
  )
  const { settledAt, shown, topic } = follow(requestId)
  const look = () => {
    const { data, info } = engine.topic(topic).getShown()
    return { status: data?.status, isSettled: info.isSettled, ...toRelayTimeline(data, { isSettled: info.isSettled }) }
  }
  const isLost = isLast(documented.failReason[code]) || isLast(documented.refundFailReason[refundFailReason ?? ''])
  const getFailureAt = () => shown.find(({ status }) => status === 'failure')?.at
  let elapsed = 0
  const waitUntil = async (at: number) => {
    await wait(Math.max(0, at - elapsed))
    elapsed = Math.max(elapsed, at)
  }
  for (const at of [...looksAt].sort((a, b) => a - b)) {
    await waitUntil(failedAt + at)
    const { isFinal, isSettled, status } = look()
    if (status !== 'failure') continue
    expect(isFinal).toBe(isLost)
    // The answer that brings a failure was asked for before it: one more confirms the end.
    const isNew = elapsed - (getFailureAt() ?? elapsed) < confirmedMs
    expect(isSettled).toBe(isLost && (!isNew || isSettled))
  }
  await waitUntil(failedAt + graceMs + 65_000)
  expect(look().isFinal).toBe(true)
  const failureAt = getFailureAt()
  // An end that is settled once stays so, whatever comes later.
  const wasSettledAt = settledAt()
  if (failureAt !== undefined && wasSettledAt !== undefined && shown.at(-1)?.status === 'failure')
    expect(wasSettledAt - failureAt >= (isLost ? 0 : graceMs)).toBe(true)
  if (!late) return
  // Without a socket a late word is found by one of ever rarer polls.
  await waitUntil(failedAt + late.afterMs + (isSocketUp ? 1_000 : 3_660_000))
  expect([look().status, look().isSettled]).toEqual([late.status, true])
}

import { describe, expect, test } from 'vitest'
import type { Source } from '../../../src/core/contract/topic.js'
import { type Intent, toIntentTimeline } from '../../../src/protocols/fusion/index.js'
import { mergeIntent } from '../../../src/protocols/fusion/merge.js'
import { at, say, sayGone } from './news.js'

const pushed: Source = { via: 'socket', receivedAt: 0, askedAt: undefined, previousChangedAt: -Infinity }

/** An intent that went through these, a minute apart. */
function go(...steps: readonly (string | readonly [status: string, said: object])[]): Intent | undefined {
  return steps
    .map((step, index) => {
      const [status, said] = typeof step === 'string' ? [step, {}] : step
      return status === 'removed'
        ? sayGone('removed', { timestamp: at(index + 1) })
        : say(status, { updatedAt: at(index + 1), ...said })
    })
    .reduce<Intent | undefined>((data, next) => mergeIntent(data, next, pushed), undefined)
}

const draw = (data: Intent | undefined, isSettled = false) => {
  const { outcome, phase, isFinal, steps } = toIntentTimeline(data, { isSettled })
  return { phase, outcome, isFinal, steps: steps.map(({ id, state }) => `${id} ${state}`) }
}

const locked = { htlcState: 'source_locked', txHashes: { sourceLock: '0xa' } }
const upcoming = [
  'proofs upcoming',
  'matched upcoming',
  'source-lock upcoming',
  'executing upcoming',
  'completed upcoming',
]

test('The steps are there before anything is known, and while the service knows of none', () => {
  for (const data of [undefined, sayGone('not_found'), say(undefined, { proofStatus: 'pending' })])
    expect(draw(data)).toEqual({ phase: 'unknown', outcome: undefined, isFinal: false, steps: upcoming })
})

test.each([
  [['proofs_pending'], ['proofs current', ...upcoming.slice(1)]],
  [
    ['proofs_pending', 'proofs_verified'],
    ['proofs complete', 'matched current', ...upcoming.slice(2)],
  ],
  [['matched'], ['proofs complete', 'matched complete', 'source-lock current', ...upcoming.slice(3)]],
  [['waiting_for_source_lock'], ['proofs complete', 'matched complete', 'source-lock current', ...upcoming.slice(3)]],
  [
    ['matched', 'executing'],
    ['proofs complete', 'matched complete', 'source-lock complete', 'executing current', 'completed upcoming'],
  ],
  [
    ['matched', 'reticulating'],
    ['proofs complete', 'matched complete', 'source-lock current', ...upcoming.slice(3)],
  ],
] as const)('%j is under way', (statuses, steps) => {
  expect(draw(go(...statuses))).toEqual({ phase: 'processing', outcome: undefined, isFinal: false, steps })
})

test('A completed intent is settled, with every step complete, whatever was skipped', () => {
  expect(draw(go('proofs_pending', 'completed'))).toEqual({
    phase: 'settled',
    outcome: 'success',
    isFinal: true,
    steps: upcoming.map((step) => step.replace('upcoming', 'complete')),
  })
})

describe('A failure', () => {
  test('with nothing locked has no refund to wait for', () => {
    expect(draw(go('proofs_pending', 'proofs_verified', 'failed'), true)).toEqual({
      phase: 'settled',
      outcome: 'failure',
      isFinal: true,
      steps: ['proofs complete', 'matched error', 'source-lock skipped', 'executing skipped', 'completed skipped'],
    })
  })

  test('with something locked is provisional, and waits for the refund', () => {
    const data = go('matched', ['executing', locked], ['failed', { htlcState: 'refund_pending' }])
    const way = ['proofs complete', 'matched complete', 'source-lock complete']
    expect(draw(data)).toEqual({
      phase: 'provisional',
      outcome: 'failure',
      isFinal: false,
      steps: [...way, 'executing warning', 'completed skipped', 'refund current'],
    })
    expect(draw(data, true)).toEqual({
      phase: 'settled',
      outcome: 'failure',
      isFinal: true,
      steps: [...way, 'executing error', 'completed skipped', 'refund skipped'],
    })
  })

  test('that was refunded is an end, by the status or by the HTLC', () => {
    const steps = ['executing error', 'completed skipped', 'refund complete']
    for (const refunded of ['refunded', ['failed', { htlcState: 'refunded' }]] as const)
      expect(draw(go(['executing', locked], 'failed', refunded))).toEqual({
        phase: 'settled',
        outcome: 'refund',
        isFinal: true,
        steps: ['proofs complete', 'matched complete', 'source-lock complete', ...steps],
      })
  })

  test('tells the words of the service where it failed', () => {
    const detail = (said: object) =>
      toIntentTimeline(go('matched', ['failed', said]), { isSettled: true }).steps.find(
        ({ state }) => state === 'error',
      )
    expect(detail({ failureReason: 'HTLC_TIMEOUT', error: 'Timed out' })).toMatchObject({
      detail: 'HTLC_TIMEOUT',
      at: at(2),
    })
    expect(detail({ error: 'Timed out' })).toMatchObject({ id: 'source-lock', detail: 'Timed out' })
  })
})

test.each([
  ['cancelled', 'cancelled'],
  ['removed', undefined],
] as const)('A %s intent is settled where it was', (status, outcome) => {
  expect(draw(go('proofs_pending', 'proofs_verified', status))).toEqual({
    phase: 'settled',
    outcome,
    isFinal: true,
    steps: ['proofs complete', 'matched skipped', 'source-lock skipped', 'executing skipped', 'completed skipped'],
  })
})

test('A step has the time when it was done, and until then the time when it began', () => {
  const times = (data: Intent | undefined) => toIntentTimeline(data, { isSettled: false }).steps.map(({ at }) => at)
  const all = ['proofs_pending', 'proofs_verified', 'matched', 'waiting_for_source_lock', 'executing'] as const
  expect(times(go('proofs_pending'))).toEqual([at(1), undefined, undefined, undefined, undefined])
  expect(times(go(...all))).toEqual([at(2), at(3), at(5), at(5), undefined])
  expect(times(go(...all, 'completed'))).toEqual([at(2), at(3), at(5), at(6), at(6)])
  const received = { createdAt: at(0), proofGeneratedAt: at(10), matchedAt: at(11), completedAt: at(12) }
  expect(times(say('completed', received))).toEqual([at(10), at(11), undefined, at(12), at(12)])
})

test('Transactions stand on the steps that their names tell, and link only where their chain is sure', () => {
  const data = say('failed', {
    fromChain: 42161,
    toChain: 8453,
    txHashes: { sourceLock: '0x1', destinationLock: '0x2', claim: '0x3', refund: '0x4', other: '0x5' },
  })
  const { steps } = toIntentTimeline(data, { isSettled: false })
  expect(Object.fromEntries(steps.map(({ id, transactions }) => [id, transactions]))).toEqual({
    proofs: [],
    matched: [],
    'source-lock': [{ hash: '0x1', chainId: 42161 }],
    executing: [{ hash: '0x2', chainId: 8453 }, { hash: '0x5' }],
    completed: [{ hash: '0x3' }],
    refund: [{ hash: '0x4' }],
  })
  const named = say('executing', { fromChain: 'Arbitrum', txHashes: { sourceLock: '0x1' } })
  expect(toIntentTimeline(named, { isSettled: false }).steps[2]?.transactions).toEqual([{ hash: '0x1' }])
})

test('An intent’s timeline says between which chains, since when, and how long each step took that is over', () => {
  const data = go(['proofs_pending', { fromChain: 'ethereum', toChain: 8453, createdAt: at(0) }], 'proofs_verified')
  const { startedAt, steps, summary } = toIntentTimeline(data, { isSettled: false })
  expect(startedAt).toBe(at(0))
  expect(steps[0]).toMatchObject({ startedAt: at(0), at: at(2) })
  expect(steps[1]).not.toHaveProperty('startedAt')
  expect(summary).toEqual({ id: data?.intentId, from: { chain: 'ethereum' }, to: { chain: 8453 } })
})

import { describe, expect, test } from 'vitest'
import type { Source } from '../../../src/core/contract/topic.js'
import { relay, type RelayStatus, toRelayTimeline } from '../../../src/protocols/relay/index.js'
import { say } from './news.js'

const { merge } = relay().stateOf({ kind: 'status', requestId: '0x01' })
const pushed: Source = { via: 'socket', receivedAt: 0, askedAt: undefined, previousChangedAt: -Infinity }
const inTxHashes = ['0xin']
const chains = { originChainId: 10, destinationChainId: 8453 }

/** A request that went through these, a second apart. */
function go(...statuses: readonly (string | readonly [status: string, said: object])[]): RelayStatus | undefined {
  return statuses
    .map((step, index) =>
      typeof step === 'string'
        ? say(step, { updatedAt: index + 1 })
        : say(step[0], { updatedAt: index + 1, ...step[1] }),
    )
    .reduce<RelayStatus | undefined>((data, next) => merge(data, next, pushed), undefined)
}

const draw = (data: RelayStatus | undefined, isSettled = false) => {
  const { outcome, phase, isFinal, steps } = toRelayTimeline(data, { isSettled })
  return { phase, outcome, isFinal, steps: steps.map(({ id, state }) => `${id} ${state}`) }
}

test('The steps are there before anything is known', () => {
  const steps = ['deposit upcoming', 'processing upcoming', 'fill upcoming', 'complete upcoming']
  expect(draw(undefined)).toEqual({ phase: 'unknown', outcome: undefined, isFinal: false, steps })
  expect(draw(say('unknown'))).toEqual({ phase: 'unknown', outcome: undefined, isFinal: false, steps })
})

test.each([
  [['waiting'], 'waiting', ['deposit current', 'processing upcoming', 'fill upcoming', 'complete upcoming']],
  [
    ['waiting', 'depositing'],
    'processing',
    ['deposit complete', 'processing current', 'fill upcoming', 'complete upcoming'],
  ],
  [
    ['waiting', 'pending'],
    'processing',
    ['deposit complete', 'processing current', 'fill upcoming', 'complete upcoming'],
  ],
  [
    ['pending', 'delayed'],
    'processing',
    ['deposit complete', 'processing current', 'fill upcoming', 'complete upcoming'],
  ],
  [
    ['pending', 'submitted'],
    'processing',
    ['deposit complete', 'processing complete', 'fill current', 'complete upcoming'],
  ],
] as const)('%j is drawn as %s', (statuses, phase, steps) => {
  expect(draw(go(...statuses))).toEqual({ phase, outcome: undefined, isFinal: false, steps })
})

test('A success is settled, with every step complete, whatever was skipped', () => {
  const expected = {
    phase: 'settled',
    outcome: 'success',
    isFinal: true,
    steps: ['deposit complete', 'processing complete', 'fill complete', 'complete complete'],
  }
  expect(draw(go('pending', 'submitted', 'success'))).toEqual(expected)
  expect(draw(go('success'))).toEqual(expected)
  expect(draw(go('failure', 'pending', 'success'))).toEqual(expected)
})

describe('A failure', () => {
  test('is provisional, and waits for a refund', () => {
    expect(draw(go('pending', 'submitted', 'failure'))).toEqual({
      phase: 'provisional',
      outcome: 'failure',
      isFinal: false,
      steps: ['deposit complete', 'processing complete', 'fill warning', 'complete skipped', 'refund current'],
    })
  })

  test('stays provisional while the refund is pending', () => {
    expect(draw(go('pending', 'failure', 'pending'))).toEqual({
      phase: 'provisional',
      outcome: 'failure',
      isFinal: false,
      steps: ['deposit complete', 'processing warning', 'fill skipped', 'complete skipped', 'refund current'],
    })
  })

  test('is an end once it is settled', () => {
    expect(draw(go('pending', 'failure'), true)).toEqual({
      phase: 'settled',
      outcome: 'failure',
      isFinal: true,
      steps: ['deposit complete', 'processing error', 'fill skipped', 'complete skipped', 'refund skipped'],
    })
  })

  test('tells the words of the service where it failed', () => {
    const data = go('pending', ['failure', { failReason: 'SLIPPAGE', refundFailReason: 'NO_GAS' }])
    const { steps } = toRelayTimeline(data, { isSettled: false })
    expect(steps[1]).toMatchObject({ id: 'processing', detail: 'SLIPPAGE' })
    expect(steps[4]).toMatchObject({ id: 'refund', state: 'warning', detail: 'NO_GAS' })
  })
})

test.each<[RelayStatus['status'], object]>([
  ['submitted', { phase: 'processing', isFinal: false }],
  ['failure', { phase: 'settled', outcome: 'failure', isFinal: true }],
])('An early sign that a request is settled, told before the data, ends nothing: %s', (status, expected) => {
  expect(draw(go('submitted', status), true)).toMatchObject(expected)
})

test('A refund is an end, also after a failure that was settled', () => {
  const expected = {
    phase: 'settled',
    outcome: 'refund',
    isFinal: true,
    steps: ['deposit complete', 'processing complete', 'fill error', 'complete skipped', 'refund complete'],
  }
  for (const isSettled of [false, true]) {
    for (const refund of ['refund', 'refunded', 'fallback'])
      expect(draw(go('submitted', 'failure', refund), isSettled)).toEqual(expected)
  }
})

test('A status that is not known is shown as it is, and leaves the steps where they were', () => {
  const data = go('pending', 'submitted', 'reticulating')
  expect(draw(data)).toMatchObject({
    phase: 'processing',
    isFinal: false,
    steps: expect.arrayContaining(['fill current']),
  })
  expect(toRelayTimeline(data, { isSettled: false })).toMatchObject({ protocolStatus: 'reticulating', raw: data })
})

test('A step has the time when it was done, and until then the time when it began', () => {
  const times = (data: RelayStatus | undefined) => toRelayTimeline(data, { isSettled: false }).steps.map(({ at }) => at)
  expect(times(go('waiting', 'pending', 'submitted'))).toEqual([2, 3, 3, undefined])
  expect(times(go('waiting', 'pending', 'submitted', 'success'))).toEqual([2, 3, 4, 4])
  expect(times(go('waiting', 'pending', 'failure', 'pending', 'refund'))).toEqual([2, 3, undefined, undefined, 5])
  expect(times(go('delayed'))).toEqual([undefined, undefined, undefined, undefined])
  expect(times(go('pending', 'delayed', 'submitted'))).toEqual([1, 3, 3, undefined])
  expect(times(say('success'))).toEqual([undefined, undefined, undefined, undefined])
})

describe('Transactions', () => {
  const transactions = (data: RelayStatus | undefined) =>
    Object.fromEntries(
      toRelayTimeline(data, { isSettled: false }).steps.map(({ id, transactions }) => [id, transactions]),
    )

  test('are on the chains of the request while it goes well', () => {
    expect(transactions(go(['submitted', { ...chains, inTxHashes, txHashes: ['0xout'] }]))).toMatchObject({
      deposit: [{ hash: '0xin', chainId: 10 }],
      fill: [{ hash: '0xout', chainId: 8453 }],
    })
  })

  test('have no chain where nobody told it', () => {
    expect(transactions(go(['success', { inTxHashes, txHashes: ['0xout'] }]))).toMatchObject({
      deposit: [{ hash: '0xin' }],
      fill: [{ hash: '0xout' }],
    })
  })

  test('of a refund, and of what failed, are on no guessed chain', () => {
    const steps = ['submitted', 'failure', 'refund'].map(
      (status, index) => [status, { ...chains, inTxHashes, txHashes: [`0x${index}`] }] as const,
    )
    expect(transactions(go(...steps))).toEqual({
      deposit: [{ hash: '0xin', chainId: 10 }],
      processing: [],
      fill: [{ hash: '0x1' }],
      complete: [],
      refund: [{ hash: '0x2' }],
    })
  })

  test('on one chain are shown once', () => {
    expect(
      transactions(go(['success', { originChainId: 10, destinationChainId: 10, inTxHashes, txHashes: inTxHashes }])),
    ).toMatchObject({
      deposit: [{ hash: '0xin', chainId: 10 }],
      fill: [],
    })
  })
})

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
    const told = transactions(
      go(['success', { originChainId: 10, destinationChainId: 10, inTxHashes, txHashes: inTxHashes }]),
    )
    expect(told).toMatchObject({ deposit: [{ hash: '0xin', chainId: 10 }] })
    expect(told).not.toHaveProperty('fill')
  })
})

describe('Of a request on one chain', () => {
  const one = { originChainId: 10, destinationChainId: 10 }
  const idsOf = (data: RelayStatus | undefined) => draw(data).steps.map((step) => step.split(' ')[0])

  test.each([
    [
      ['waiting', 'pending', 'success'],
      ['deposit', 'processing', 'complete'],
    ],
    [
      ['waiting', 'submitted', 'success'],
      ['deposit', 'fill', 'complete'],
    ],
    [
      ['waiting', 'success'],
      ['deposit', 'complete'],
    ],
    [
      ['waiting', 'pending'],
      ['deposit', 'processing', 'fill', 'complete'],
    ],
  ])('a step that is over is folded where no status touched it: %j', (statuses, ids) => {
    expect(idsOf(go(...statuses.map((status) => [status, one] as const)))).toEqual(ids)
  })

  test('no step is folded that has a transaction of its own, nor any where the chains are not known to be one', () => {
    const all = ['deposit', 'processing', 'fill', 'complete']
    expect(idsOf(go(['pending', one], ['success', { ...one, txHashes: ['0xfill'] }]))).toEqual(all)
    expect(idsOf(go('waiting', 'success'))).toEqual(all)
    expect(idsOf(go('waiting', ['success', { originChainId: 10 }]))).toEqual(all)
    expect(idsOf(go('waiting', ['success', chains]))).toEqual(all)
  })
})

describe('A deposit address', () => {
  const own = { address: '0xdeposit', depositAddressType: 'strict', depositor: '0xme', depositTxHash: '0xown' }

  test('makes the transaction of the depositor the one of the deposit, before the sweep', () => {
    const data = go(['pending', { inTxHashes: ['0xsweep'], depositAddress: own, ...chains }])
    expect(data?.depositAddress).toEqual(own)
    expect(toRelayTimeline(data, { isSettled: false }).steps[0]?.transactions).toEqual([
      { hash: '0xown', chainId: 10 },
      { hash: '0xsweep', chainId: 10 },
    ])
  })

  test('that is paid too much delivers and refunds the excess: both are shown', () => {
    const data = go(
      ['pending', { inTxHashes, depositAddress: own, ...chains }],
      ['success', { txHashes: ['0xfill'] }],
      ['refund', { txHashes: ['0xback'] }],
    )
    expect(draw(data)).toEqual({
      phase: 'settled',
      outcome: 'success',
      isFinal: true,
      steps: ['deposit complete', 'processing complete', 'fill complete', 'complete complete', 'refund complete'],
    })
    const { steps } = toRelayTimeline(data, { isSettled: true })
    expect(steps.map(({ transactions }) => transactions)).toEqual([
      expect.anything(),
      [],
      [{ hash: '0xfill', chainId: 8453 }],
      [],
      [{ hash: '0xback' }],
    ])
  })

  test('keeps its request watched after a success where it is strict, and not where it is open', () => {
    const { finality } = relay().stateOf({ kind: 'status', requestId: '0x01' })
    expect(finality(say('success', { depositAddress: own }))).toEqual({ afterMs: 0 })
    expect(finality(say('success', { depositAddress: { ...own, depositAddressType: 'open' } }))).toBe('final')
  })

  test('that is none is kept, unread', () => {
    for (const odd of ['0xdeposit', 7, ['0xdeposit'], { address: 7 }])
      expect(say('pending', { depositAddress: odd })).toMatchObject({ extra: { depositAddress: odd } })
  })
})

test('A request that another one took the place of tells which', () => {
  expect(say('pending', { supersededByRequestId: '0xAB' })).toMatchObject({ supersededBy: '0xAB', extra: {} })
  expect(say('pending', { supersededByRequestId: null })).not.toHaveProperty('supersededBy')
})

describe('How long it took', () => {
  test('is said by each step that was seen to begin and to end', () => {
    const { startedAt, steps } = toRelayTimeline(go('waiting', 'pending', 'submitted', 'success'), { isSettled: true })
    expect(startedAt).toBe(2)
    expect(steps.map(({ at, startedAt }) => [startedAt, at])).toEqual([
      [1, 2],
      [2, 3],
      [3, 4],
      [undefined, 4],
    ])
  })

  test('is said of nothing of which only the end was seen', () => {
    const { startedAt, steps } = toRelayTimeline(go('success'), { isSettled: true })
    expect(startedAt).toBeUndefined()
    expect(steps.map(({ startedAt }) => startedAt)).toEqual([undefined, undefined, undefined, undefined])
  })

  test('of a refund counts from the failure on', () => {
    const { steps } = toRelayTimeline(go('pending', 'failure', 'refund'), { isSettled: true })
    expect(steps.at(-1)).toMatchObject({ id: 'refund', startedAt: 2, at: 3 })
  })

  test('is expected as the service says, in ms', () => {
    const data = go('pending')!
    expect(toRelayTimeline({ ...data, timeEstimate: 12 }, { isSettled: false }).expectedMs).toBe(12_000)
    expect(toRelayTimeline(data, { isSettled: false }).expectedMs).toBeUndefined()
  })
})

test('What moves is said as far as it is told: chains with the deposit, amounts only with their currency', () => {
  const data = go(['pending', { ...chains, inTxHashes }])!
  const draw = (said: object) => toRelayTimeline({ ...data, ...said }, { isSettled: false }).summary
  expect(draw({})).toEqual({ id: data.requestId, from: { chain: 10 }, to: { chain: 8453 } })
  const sent = { amountFormatted: '100.0', symbol: 'USDC', chainId: 10 }
  expect(draw({ sent, received: { amountFormatted: '99.87' } })).toMatchObject({
    from: { chain: 10, amount: '100.0', symbol: 'USDC' },
    to: { chain: 8453 },
  })
  expect(draw({ sent, received: { amountFormatted: '99.87' } })?.to).not.toHaveProperty('amount')
  expect(toRelayTimeline(go('pending'), { isSettled: false }).summary).toEqual({ id: data.requestId, from: {}, to: {} })
})

test('What the quote says of a side stands until the service says it', () => {
  const [from, to] = [
    { chain: 1, amount: '100', symbol: 'USDC' },
    { amount: '99', symbol: 'USDC' },
  ]
  expect(toRelayTimeline(undefined, { isSettled: false, from, to }).summary).toEqual({ from, to })
  const { summary } = toRelayTimeline(go(['pending', { ...chains, inTxHashes }]), { isSettled: false, from, to })
  expect(summary).toMatchObject({ from: { ...from, chain: 10 }, to: { ...to, chain: 8453 } })
})

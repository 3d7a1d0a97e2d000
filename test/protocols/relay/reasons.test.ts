import { readFileSync } from 'node:fs'
import { loadRelayReasons, toRelayTimeline, type RelayReason } from 'onwire/relay'
import { describe, expect, test } from 'vitest'
import type { Refundability } from '../../../src/core/contract/timeline.js'
import { relay } from '../../../src/protocols/relay/index.js'
import { requestId, say } from './news.js'

type Column = Readonly<Record<string, Refundability>>

/** The documented codes, and what becomes of the deposit after each. */
const documented: { readonly failReason: Column; readonly refundFailReason: Column } = JSON.parse(
  readFileSync(new URL('../../fixtures/relay-errors/reasons.json', import.meta.url), 'utf8'),
)
const reasons: Readonly<Record<string, RelayReason>> = await loadRelayReasons()
const fields = ['failReason', 'refundFailReason'] as const
const codes = fields.flatMap((field) =>
  Object.entries(documented[field]).map(([code, refund]) => ({ field, code, refund })),
)

const draw = (said: object, refundTo?: string) =>
  toRelayTimeline(say('failure', { updatedAt: 1, ...said }), { isSettled: false, refundTo })
const finality = (said: object) =>
  relay()
    .stateOf({ kind: 'status', requestId })
    .finality(say('failure', { updatedAt: 1, ...said }))

describe.each(codes)("Relay's code $code as $field", ({ code, field, refund }) => {
  const isLost = refund === 'none' || refund === 'manual'

  test('has a sentence, a next step and its refundability', () => {
    expect(reasons[code]).toEqual({
      what: expect.stringMatching(/^[A-Z].+\.$/),
      next: expect.stringMatching(/^[A-Z].+\.$/),
      refund,
    })
  })

  test('is final at once where nothing comes back by itself, else provisional', () => {
    const { isFinal, phase, reason } = draw({ [field]: code })
    expect({ isFinal, phase }).toEqual({ isFinal: isLost, phase: isLost ? 'settled' : 'provisional' })
    expect(reason?.refund).toBe(isLost ? refund : 'unknown')
    expect(finality({ [field]: code })).toEqual({ afterMs: isLost ? 0 : 600_000 })
  })

  test('lets a refund be expected only where it is known to whom', () => {
    expect(draw({ [field]: code }, '0xmine').reason?.refund).toBe(isLost ? refund : 'automatic')
    expect(draw({ [field]: code, refundTo: '0xmine' }).reason?.refund).toBe(isLost ? refund : 'automatic')
  })
})

test('The catalogue of Relay has the documented codes, and no other', () => {
  expect(Object.keys(reasons).sort()).toEqual([...new Set(codes.map(({ code }) => code))].sort())
})

test.each([
  ['that nobody knows', { failReason: 'A_CODE_OF_TOMORROW' }],
  ['in another case', { failReason: 'blocked_wallet' }],
  ['that only begins like a known one', { failReason: 'BLOCKED_WALLET_OF_TOMORROW' }],
  ['that is no text', { failReason: { code: 'BLOCKED_WALLET' } }],
  ['that is missing', { failReason: 'N/A' }],
])('A code of Relay %s is no end: a refund may follow', (_what, said) => {
  const { isFinal, phase, reason } = draw(said)
  expect([isFinal, phase, reason?.refund]).toEqual([false, 'provisional', 'unknown'])
  expect(finality(said)).toEqual({ afterMs: 600_000 })
})

test('A delivery that was not confirmed in time may still succeed', () => {
  const state = relay().stateOf({ kind: 'status', requestId })
  const how = { via: 'socket', receivedAt: 0, askedAt: undefined, previousChangedAt: 0 } as const
  const failed = say('failure', { updatedAt: 1, failReason: 'TRANSACTION_NOT_INCLUDED', txHashes: ['0xfill'] })
  expect(toRelayTimeline(failed, { isSettled: false }).steps.find(({ id }) => id === 'fill')?.transactions).toEqual([
    { hash: '0xfill' },
  ])
  const filled = state.merge(failed, say('success', { updatedAt: 2 }), how)
  const { outcome, reason, steps } = toRelayTimeline(filled, { isSettled: true })
  expect([outcome, reason, steps.some(({ id }) => id === 'refund')]).toEqual(['success', undefined, false])
})

import { describe, expect, test } from 'vitest'
import type { Source } from '../../../src/core/contract/topic.js'
import type { Intent } from '../../../src/protocols/fusion/index.js'
import { createIntentState } from '../../../src/protocols/fusion/state.js'
import { createStatsState } from '../../../src/protocols/fusion/stats.js'
import { at, intentId, say, sayGone } from './news.js'

const createState = (refundGraceMs = 600_000) =>
  createIntentState({ kind: 'intent', intentId }, () => Promise.reject(new Error('Nobody is asked.')), refundGraceMs)
const state = createState()
const pushed: Source = { via: 'socket', receivedAt: 0, askedAt: undefined, previousChangedAt: -Infinity }
const seed: Source = { ...pushed, via: 'cache' }
/** Asked after the last news came, and before them. */
const later: Source = { via: 'poll', receivedAt: 30, askedAt: 21, previousChangedAt: 20 }
const earlier: Source = { ...later, askedAt: 10 }

function fold(...news: readonly [Intent, ...Intent[]]): Intent {
  const [first, ...rest] = news
  return rest.reduce((data, next) => state.merge(data, next, pushed), first)
}

const timed = (status: string, minutes: number, said: object = {}) => say(status, { updatedAt: at(minutes), ...said })

describe('News with a time', () => {
  test('may have any word for a status, also one that every object has', () => {
    for (const word of ['constructor', 'toString', '__proto__'])
      expect(fold(timed('matched', 1), timed(word, 2))).toMatchObject({ status: word, updatedAt: at(2) })
    expect(Object.values(fold(timed('matched', 1), timed('constructor', 2)).reachedAt)).toEqual([at(1), at(2)])
  })

  test('stand by updatedAt, whichever comes first', () => {
    const [executing, matched] = [timed('executing', 2), timed('matched', 1, { solver: '0x5' })]
    for (const data of [fold(executing, matched), fold(matched, executing)])
      expect(data).toMatchObject({
        status: 'executing',
        updatedAt: at(2),
        solver: '0x5',
        reachedAt: { matched: at(1), executing: at(2) },
      })
  })

  test('stand by timestamp where nothing better is told, and at one updatedAt by what was sent last', () => {
    expect(fold(say('executing', { timestamp: at(5) }), timed('matched', 4)).status).toBe('executing')
    const [first, last] = [timed('matched', 1, { timestamp: at(2) }), timed('executing', 1, { timestamp: at(3) })]
    expect(fold(last, first).status).toBe('executing')
  })

  test('of one time stand by rank, and an end above all', () => {
    expect(fold(timed('executing', 1), timed('matched', 1)).status).toBe('executing')
    expect(fold(timed('completed', 1), timed('executing', 1, { timestamp: at(9) })).status).toBe('completed')
  })

  test('erase nothing that they leave out', () => {
    const full = timed('matched', 1, { solver: '0x5', txHashes: ['0xa'], htlcState: 'pending' })
    expect(fold(full, timed('executing', 2, { txHashes: [], solver: null }))).toMatchObject({
      solver: '0x5',
      txHashes: [{ hash: '0xa' }],
      htlcState: { state: 'pending' },
    })
  })

  test('of a proof go into the same data, and move nothing else', () => {
    const proof = say(undefined, { proofStatus: 'verified', proofGeneratedAt: at(2), timestamp: at(2) })
    const before = timed('proofs_pending', 1, { proofStatus: 'pending' })
    for (const data of [fold(before, proof), fold(proof, before)])
      expect(data).toMatchObject({ status: 'proofs_pending', proofStatus: 'verified', proofGeneratedAt: at(2) })
    expect(fold(before, proof, timed('failed', 3, { proofStatus: 'failed' })).proofStatus).toBe('failed')
  })

  test('do not move the place among others, once it is known', () => {
    const first = timed('matched', 3)
    expect(fold(first, timed('proofs_pending', 1, { createdAt: at(0) })).since).toBe(at(3))
  })
})

test('A service that makes up words makes us keep 30 of them at most', () => {
  const [first, ...rest] = Array.from({ length: 500 }, (_, index) => timed(`word${index}`.padEnd(5000, 'x'), index))
  if (!first) throw new Error('no news')
  const data = fold(first, ...rest)
  expect(Object.keys(data.reachedAt)).toHaveLength(30)
  expect(data.status).toMatch(/^word499x{93}$/)
})

describe('News without a time', () => {
  const known = timed('executing', 5)

  test('only fill holes where they may be older', () => {
    for (const how of [pushed, earlier, seed])
      expect(state.merge(known, say('completed', { solver: '0x5' }), how)).toMatchObject({
        status: 'executing',
        solver: '0x5',
      })
  })

  test('stand where they were asked for after the last news came', () => {
    const data = state.merge(known, say('completed'), later)
    expect(data).toMatchObject({ status: 'completed', updatedAt: at(5) })
    expect(state.merge(data, timed('executing', 5), pushed).status).toBe('completed')
  })

  test('stand in the order of the socket while nothing bears a time', () => {
    expect(fold(say('matched'), say('executing'), say('failed')).status).toBe('failed')
  })

  test('keep an end: later news without one do not bring it back', () => {
    const ended = state.merge(known, say('completed'), later)
    expect(state.merge(ended, timed('executing', 6), pushed).status).toBe('completed')
    expect(state.merge(ended, timed('refunded', 7), pushed).status).toBe('refunded')
    expect(state.merge(timed('completed', 5), say('executing'), later).status).toBe('completed')
  })

  test('that say the same change nothing', () => {
    expect(state.merge(known, say('executing'), later)).toBe(known)
  })
})

describe('The state "not found"', () => {
  const known = timed('executing', 5)
  const missing = sayGone('not_found')

  test('overwrites nothing that is known, unless it surely is newer', () => {
    for (const how of [pushed, earlier, seed]) expect(state.merge(known, missing, how).status).toBe('executing')
    const data = state.merge(known, missing, later)
    expect(data).toMatchObject({ status: 'not_found', lastStatus: 'executing', updatedAt: at(5) })
  })

  test('is overwritten by whatever the service says next, also by what it said before', () => {
    expect(state.merge(missing, timed('proofs_pending', 1), earlier).status).toBe('proofs_pending')
    const lost = state.merge(known, missing, later)
    for (const how of [pushed, later]) expect(state.merge(lost, known, how).status).toBe('executing')
    const flapping = [missing, known, missing, known].reduce((data, next) => state.merge(data, next, later), lost)
    expect(flapping.status).toBe('executing')
  })

  test('never hides an end', () => {
    for (const status of ['completed', 'cancelled', 'failed', 'refunded'])
      expect(state.merge(timed(status, 5), missing, later).status).toBe(status)
  })

  test('is the newest for another cache, too', () => {
    const lost = state.merge(known, missing, later)
    expect(state.merge(known, lost, seed)).toEqual(lost)
    expect(state.merge(lost, known, seed)).toBe(lost)
  })
})

describe('The state "removed"', () => {
  const removed = sayGone('removed', { timestamp: at(3) })

  test('stands by its time, and not over an end', () => {
    expect(fold(timed('matched', 2), removed)).toMatchObject({ status: 'removed', lastStatus: 'matched' })
    expect(fold(removed, timed('matched', 2)).status).toBe('removed')
    expect(fold(removed, timed('matched', 4)).status).toBe('matched')
    expect(fold(timed('completed', 2), removed).status).toBe('completed')
    expect(fold(removed, timed('completed', 2)).status).toBe('completed')
  })

  test('is undone where the service was asked afterwards, and has it', () => {
    const gone = fold(timed('matched', 2), removed)
    expect(state.merge(gone, timed('matched', 2), earlier).status).toBe('removed')
    expect(state.merge(gone, timed('matched', 2), later).status).toBe('matched')
  })
})

describe('A clock that steps back', () => {
  const repeated: Source<Intent> = { ...later, isRepeated: true }
  const known = fold(timed('matched', 70), timed('waiting_for_source_lock', 80))

  test('hides no end: it is believed whatever its time, and nothing but another end comes after it', () => {
    const ended = state.merge(known, timed('cancelled', 20), pushed)
    expect(ended.status).toBe('cancelled')
    expect(state.merge(ended, timed('executing', 90), pushed).status).toBe('cancelled')
    expect(state.merge(ended, timed('refunded', 91), pushed).status).toBe('refunded')
  })

  test('hides no status that an answer repeats: it stands right after what was known, with its facts', () => {
    const answer = timed('executing', 20, { solver: '0x5' })
    expect(state.merge(known, answer, later).status).toBe('waiting_for_source_lock')
    const told = state.merge(known, answer, { ...repeated, before: timed('matched', 70) })
    expect(told).toMatchObject({ status: 'executing', solver: '0x5', updatedAt: at(80) })
    for (const how of [pushed, seed]) expect(state.merge(known, told, how).status).toBe('executing')
    expect(fold(told, timed('waiting_for_source_lock', 80)).status).toBe('executing')
    expect(fold(told, timed('awaiting_oracle', 81)).status).toBe('awaiting_oracle')
  })

  test('is not to be seen where an answer repeats what was known before: a replica lags behind', () => {
    const answer = timed('matched', 70)
    expect(state.merge(known, answer, { ...repeated, before: answer })).toBe(known)
  })

  test('takes no end back', () => {
    expect(state.merge(timed('completed', 80), timed('executing', 20), repeated).status).toBe('completed')
  })
})

describe('An end', () => {
  const finality = (intent: Intent, refundGraceMs?: number) => createState(refundGraceMs).finality(intent)

  test('is a completed, cancelled, refunded or removed intent', () => {
    for (const status of ['completed', 'cancelled', 'refunded']) expect(finality(say(status))).toBe('final')
    expect(finality(sayGone('removed'))).toBe('final')
  })

  test('is a failure once it is refunded', () => {
    expect(finality(say('failed', { htlcState: 'refunded', txHashes: ['0xa'] }))).toBe('final')
  })

  test('is a failure without a lock, by one more answer: none of its facts tells of anything locked', () => {
    const failed = fold(timed('proofs_pending', 1), timed('proofs_verified', 2), timed('failed', 3))
    expect(finality(failed)).toEqual({ afterMs: 0 })
    // What the answer brings is believed.
    expect(finality(state.merge(failed, timed('failed', 3, { htlcState: 'source_locked' }), later))).toEqual({
      afterMs: 600_000,
    })
  })

  test.each([
    [{ htlcState: 'source_locked' }],
    [{ htlcState: 'refund_pending' }],
    [{ htlcState: 'pending' }],
    [{ htlcState: 'a word of its own' }],
    [{ htlcState: { unread: 1 } }],
    [{ txHashes: ['0xa'] }],
    [{ matchedAt: at(1) }],
  ])('may be a failure with %j, once its grace is over', (said) => {
    const failed = say('failed', said)
    expect(finality(failed)).toEqual({ afterMs: 600_000 })
    expect(finality(failed, 5)).toEqual({ afterMs: 5 })
    expect(finality(state.merge(failed, failed, later))).toEqual({ afterMs: 600_000 })
  })

  test.each(['matched', 'waiting_for_source_lock', 'executing', 'awaiting_oracle'])(
    'may be a failure after "%s", with or without a time, once its grace is over',
    (status) => {
      for (const before of [timed(status, 1), say(status)]) {
        const failed = state.merge(before, timed('failed', 2), later)
        expect(finality(state.merge(failed, timed('failed', 2), later))).toEqual({ afterMs: 600_000 })
      }
    },
  )

  test('is nothing else, and no word that is not known', () => {
    for (const status of [
      'proofs_pending',
      'proofs_verified',
      'matched',
      'waiting_for_source_lock',
      'executing',
      'odd',
    ])
      expect(finality(say(status))).toBe('open')
    expect(finality(sayGone('not_found'))).toBe('open')
    expect(finality(say(undefined, { proofStatus: 'verified' }))).toBe('open')
  })
})

test('The service has moved where it announces something, and not where an id became unknown', () => {
  expect(state.hasMoved(say('matched'), say('executing'))).toBe(true)
  expect(state.hasMoved(say('matched'), say('matched', { proofStatus: 'verified' }))).toBe(true)
  expect(state.hasMoved(sayGone('not_found'), say('proofs_pending'))).toBe(true)
  expect(state.hasMoved(say('matched'), sayGone('not_found'))).toBe(false)
  expect(state.hasMoved(say('matched'), say('matched', { solver: '0x5' }))).toBe(false)
})

describe('The statistics', () => {
  test('are the last that came, and the same object where they say the same', () => {
    const stats = createStatsState()
    const first = { total: 1 }
    expect(stats.merge(first, { total: 2 }, pushed)).toEqual({ total: 2 })
    expect(stats.merge(first, { total: 1 }, pushed)).toBe(first)
  })

  test('of the service stand against those of a cache, whichever is compared with which', () => {
    const stats = createStatsState()
    const received = stats.merge(undefined, { total: 2 }, pushed)
    const cached = { total: 1 }
    expect(stats.merge(received, cached, seed)).toBe(received)
    expect(stats.merge(cached, received, seed)).toBe(received)
  })
})

import { describe, expect, test } from 'vitest'
import type { Source } from '../../../src/core/contract/topic.js'
import { relay, type RelayStatus } from '../../../src/protocols/relay/index.js'
import { requestId, say } from './news.js'

const state = relay().stateOf({ kind: 'status', requestId })
const pushed: Source = { via: 'socket', receivedAt: 0, askedAt: undefined, previousChangedAt: -Infinity }
const seed: Source = { ...pushed, via: 'cache' }
const fold = (...news: readonly RelayStatus[]) =>
  news.reduce<RelayStatus | undefined>((data, next) => state.merge(data, next, pushed), undefined)
const statuses = (data: RelayStatus | undefined) => data?.history.map(({ status }) => status)

describe('News with a time', () => {
  test('stand by updatedAt, and a refund goes backwards', () => {
    const data = fold(
      say('pending', { updatedAt: 1 }),
      say('failure', { updatedAt: 2 }),
      say('pending', { updatedAt: 3 }),
      say('refund', { updatedAt: 4, txHashes: ['0xback'] }),
    )
    expect(data).toMatchObject({ status: 'refund', updatedAt: 4, txHashes: [], refundTxHashes: ['0xback'] })
    expect(statuses(data)).toEqual(['pending', 'failure', 'pending', 'refund'])
  })

  test('that are late complete the history, fill holes, and change nothing else', () => {
    const data = fold(
      say('success', { updatedAt: 9, txHashes: ['0xnew'] }),
      say('submitted', { updatedAt: 5, txHashes: ['0xold'], inTxHashes: ['0xin'], originChainId: 10 }),
    )
    expect(data).toMatchObject({
      status: 'success',
      updatedAt: 9,
      txHashes: ['0xnew'],
      inTxHashes: ['0xin'],
      originChainId: 10,
    })
    expect(statuses(data)).toEqual(['submitted', 'success'])
  })

  test('of one updatedAt stand by publishedAt', () => {
    const data = fold(
      say('pending', { updatedAt: 1, publishedAt: 3 }),
      say('failure', { updatedAt: 1, publishedAt: 2 }),
    )
    expect(data).toMatchObject({ status: 'pending' })
  })

  test('of one time stand by rank, and an end above all', () => {
    expect(fold(say('submitted', { updatedAt: 1 }), say('pending', { updatedAt: 1 }))).toMatchObject({
      status: 'submitted',
    })
    expect(fold(say('success', { updatedAt: 1 }), say('submitted', { updatedAt: 1, publishedAt: 2 }))).toMatchObject({
      status: 'success',
    })
  })

  test('without updatedAt stand by publishedAt', () => {
    expect(fold(say('submitted', { publishedAt: 5 }), say('pending', { publishedAt: 4 }))).toMatchObject({
      status: 'submitted',
      updatedAt: 5,
    })
  })

  test('replace hashes, and erase none', () => {
    const data = fold(
      say('submitted', { updatedAt: 1, txHashes: ['0xfirst'], inTxHashes: ['0xin'] }),
      say('submitted', { updatedAt: 2, txHashes: ['0xagain'], inTxHashes: [] }),
      say('success', { updatedAt: 3 }),
    )
    expect(data).toMatchObject({ txHashes: ['0xagain'], inTxHashes: ['0xin'] })
  })

  test('of one status keep the first and the last where a service touches its clock for ever', () => {
    const data = fold(...Array.from({ length: 500 }, (_, index) => say('waiting', { updatedAt: index + 1 })))
    expect(data?.history.map(({ at }) => at)).toEqual([1, 500])
  })

  test('never make the history longer than 50', () => {
    const data = fold(
      ...Array.from({ length: 500 }, (_, index) => say(index % 2 ? 'pending' : 'delayed', { updatedAt: index + 1 })),
    )
    expect(data?.history).toHaveLength(50)
    expect(data).toMatchObject({ status: 'pending', updatedAt: 500 })
  })
})

describe('News without a time', () => {
  const known = say('submitted', { updatedAt: 5 })

  test('only fill holes', () => {
    expect(state.merge(known, say('pending', { inTxHashes: ['0xin'], originChainId: 10 }), pushed)).toMatchObject({
      status: 'submitted',
      updatedAt: 5,
      inTxHashes: ['0xin'],
      originChainId: 10,
    })
  })

  test('only fill holes where they were asked for before the last news came', () => {
    const how: Source = { via: 'poll', receivedAt: 30, askedAt: 10, previousChangedAt: 20 }
    expect(state.merge(known, say('success'), how)).toMatchObject({ status: 'submitted', updatedAt: 5 })
    expect(state.merge(known, say('success'), { ...how, askedAt: 20 })).toMatchObject({ status: 'submitted' })
  })

  test('stand where they were asked for after that', () => {
    const how: Source = { via: 'poll', receivedAt: 30, askedAt: 21, previousChangedAt: 20 }
    const data = state.merge(known, say('success', { txHashes: ['0xfill'] }), how)
    expect(data).toMatchObject({ status: 'success', updatedAt: 5, txHashes: ['0xfill'] })
    expect(statuses(data)).toEqual(['submitted', 'success'])
    const unmoved = { ...how, askedAt: 0, previousChangedAt: -Infinity }
    expect(state.merge(known, say('success'), unmoved)).toMatchObject({ status: 'success' })
  })

  test('are no news where they say the same', () => {
    const how: Source = { via: 'poll', receivedAt: 30, askedAt: 21, previousChangedAt: 20 }
    expect(state.merge(known, say('submitted'), how)).toBe(known)
  })

  test('never undo an end, nor are undone by what is none', () => {
    const how: Source = { via: 'poll', receivedAt: 30, askedAt: 21, previousChangedAt: 20 }
    expect(state.merge(say('success', { updatedAt: 5 }), say('pending'), how)).toMatchObject({ status: 'success' })
    const ended = state.merge(known, say('success'), how)
    expect(state.merge(ended, say('submitted', { updatedAt: 6 }), pushed)).toMatchObject({
      status: 'success',
      updatedAt: 6,
    })
    expect(state.merge(ended, say('refund', { updatedAt: 7 }), pushed)).toMatchObject({ status: 'refund' })
  })

  test('stay where they are while what was known before them is told again, with more', () => {
    const how: Source = { via: 'poll', receivedAt: 30, askedAt: 21, previousChangedAt: 20 }
    const failed = state.merge(known, say('failure'), how)
    const data = state.merge(failed, say('submitted', { updatedAt: 5, originChainId: 10 }), pushed)
    expect(data).toMatchObject({ status: 'failure', updatedAt: 5, originChainId: 10 })
    expect(statuses(data)).toEqual(['submitted', 'failure'])
  })

  test('stand in the order of the socket while nothing bears a time', () => {
    const data = fold(say('waiting'), say('pending'), say('failure'), say('pending'), say('refund'))
    expect(statuses(data)).toEqual(['waiting', 'pending', 'failure', 'pending', 'refund'])
  })
})

describe('The status "unknown"', () => {
  const how: Source = { via: 'poll', receivedAt: 30, askedAt: 21, previousChangedAt: 20 }

  test('never overwrites, not even with a time', () => {
    const known = say('waiting')
    expect(state.merge(known, say('unknown', { updatedAt: 99 }), how)).toBe(known)
  })

  test('is overwritten by anything, and is no part of the history', () => {
    const data = state.merge(say('unknown', { updatedAt: 99 }), say('waiting', { updatedAt: 1 }), seed)
    expect(data).toMatchObject({ status: 'waiting', updatedAt: 1 })
    expect(statuses(data)).toEqual(['waiting'])
  })
})

describe('A value that others put into the cache', () => {
  test('changes nothing where it is older, whatever it claims to be', () => {
    const known = fold(say('pending', { updatedAt: 1 }), say('success', { updatedAt: 5 }))
    if (!known) throw new Error('no data')
    const older = fold(say('pending', { updatedAt: 1 })) ?? known
    expect(state.merge(known, older, seed)).toBe(known)
    expect(state.merge(known, { ...older, status: 'failure' }, seed)).toBe(known)
  })

  test('is taken where it is newer', () => {
    const known = say('pending', { updatedAt: 1 })
    const newer = fold(known, say('success', { updatedAt: 5 })) ?? known
    expect(state.merge(known, newer, seed)).toEqual(newer)
  })

  test('is not taken where it is no status of a request', () => {
    const data = say('pending', { updatedAt: 1 })
    for (const wrong of [
      { ...data, status: 1 },
      { ...data, history: undefined },
      { ...data, inTxHashes: [1] },
      { ...data, updatedAt: '1' },
    ]) {
      expect(state.revive(wrong)).toBeUndefined()
    }
    expect(state.revive(data)).toEqual(data)
  })
})

describe('A time from the future', () => {
  const now = 1_765_989_800_000
  const dayMs = 86_400_000
  const repeated: Source = { ...pushed, via: 'poll', isRepeated: true }

  test('in microseconds is read as what was meant', () => {
    const received = say('pending', { updatedAt: now * 1000 + 7, publishedAt: now * 1000, quoteCreatedAt: now * 1000 })
    expect(received).toMatchObject({ updatedAt: now, publishedAt: now, quoteCreatedAt: now })
    expect(received.history).toMatchObject([{ at: now, publishedAt: now }])
  })

  test('that is told long before it comes is not believed', () => {
    const received = say('pending', { updatedAt: now + dayMs + 2, publishedAt: now + 1 })
    expect(received.updatedAt).toBe(now + 1)
    expect(say('pending', { updatedAt: now + dayMs, publishedAt: now }).updatedAt).toBe(now + dayMs)
  })

  test('holds a request until an answer that is repeated says otherwise', () => {
    const known = fold(
      say('waiting', { updatedAt: now, inTxHashes: ['0xin'] }),
      say('pending', { updatedAt: now + 300 * dayMs }),
    )
    const answer = say('submitted', { updatedAt: now + 5_000 })
    expect(state.merge(known, answer, pushed).status).toBe('pending')
    expect(state.merge(known, answer, { ...repeated, isRepeated: false }).status).toBe('pending')
    const freed = state.merge(known, answer, repeated)
    expect(freed).toMatchObject({ status: 'submitted', updatedAt: now + 5_000, inTxHashes: ['0xin'] })
    expect(statuses(freed)).toEqual(['waiting', 'submitted'])
    expect(state.merge(freed, answer, repeated)).toBe(freed)
    expect(state.merge(freed, say('success', { updatedAt: now + 6_000 }), pushed).status).toBe('success')
  })

  test('takes no end back', () => {
    const known = fold(say('success', { updatedAt: now + 300 * dayMs }))
    expect(state.merge(known, say('pending', { updatedAt: now }), repeated).status).toBe('success')
  })

  test('is not what a replica that lags behind shows by an answer of the same day', () => {
    const before = say('waiting', { updatedAt: now })
    const known = fold(before, say('pending', { updatedAt: now + dayMs }))
    expect(state.merge(known, before, { ...repeated, before }).status).toBe('pending')
  })
})

describe('A clock that steps back', () => {
  const repeated: Source<RelayStatus> = { ...pushed, via: 'poll', isRepeated: true }
  const known = fold(say('waiting', { updatedAt: 7_000 }), say('pending', { updatedAt: 9_000 }))

  test('hides no end: it is believed whatever its time, and nothing but another end comes after it', () => {
    const ended = state.merge(known, say('success', { updatedAt: 1_000 }), pushed)
    expect(ended).toMatchObject({ status: 'success', updatedAt: 9_000 })
    expect(state.merge(ended, say('submitted', { updatedAt: 9_001 }), pushed).status).toBe('success')
    expect(state.merge(ended, say('refund', { updatedAt: 9_002 }), pushed).status).toBe('refund')
  })

  test('hides no status that an answer repeats: it stands right after what was known', () => {
    const answer = say('submitted', { updatedAt: 1_000 })
    const first = state.merge(known, answer, { ...repeated, isRepeated: false })
    expect(first.status).toBe('pending')
    const second = state.merge(first, answer, { ...repeated, before: say('waiting', { updatedAt: 7_000 }) })
    expect(second).toMatchObject({ status: 'submitted', updatedAt: 9_001 })
    expect(state.merge(second, answer, repeated)).toBe(second)
    // Others believe it as they believe the service, and late news don't take it back.
    for (const how of [pushed, seed]) expect(state.merge(known, second, how).status).toBe('submitted')
    expect(state.merge(second, say('pending', { updatedAt: 9_000 }), pushed).status).toBe('submitted')
    expect(state.merge(second, say('delayed', { updatedAt: 9_002 }), pushed).status).toBe('delayed')
  })

  test('is not to be seen where an answer repeats what was known before: a replica lags behind', () => {
    const answer = say('waiting', { updatedAt: 7_000 })
    expect(state.merge(known, answer, { ...repeated, before: answer })).toBe(known)
  })
})

describe('The end', () => {
  const finality = (status: string, refundGraceMs = 600_000) =>
    relay({ refundGraceMs }).stateOf({ kind: 'status', requestId: '0x01' }).finality(say(status))

  test('is a success or a refund, by any of its names', () => {
    for (const status of ['success', 'refund', 'refunded', 'fallback']) expect(finality(status)).toBe('final')
  })

  test('may be a failure, once its grace is over', () => {
    expect(finality('failure')).toEqual({ afterMs: 600_000 })
    expect(finality('failure', 5)).toEqual({ afterMs: 5 })
  })

  test('is nothing else, and no status that is not known', () => {
    for (const status of ['unknown', 'waiting', 'depositing', 'pending', 'submitted', 'delayed', 'cancelled'])
      expect(finality(status)).toBe('open')
  })
})

test('The service has moved where the status changed, and not where it only became known', () => {
  expect(state.hasMoved(say('pending'), say('submitted'))).toBe(true)
  expect(state.hasMoved(say('failure'), say('pending'))).toBe(true)
  expect(state.hasMoved(say('unknown'), say('waiting'))).toBe(false)
  expect(state.hasMoved(say('pending'), say('pending', { inTxHashes: ['0xin'] }))).toBe(false)
})

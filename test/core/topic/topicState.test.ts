import { describe, expect, test } from 'vitest'
import { idleInfo, toTopicInfo } from '../../../src/core/topic/topicInfo.js'
import { getTopicPlan } from '../../../src/core/topic/topicPlan.js'
import { advanceTopic } from '../../../src/core/topic/advanceTopic.js'
import { createTopicState } from '../../../src/core/topic/createTopicState.js'
import type { TopicFacts, TopicState, TopicStateEvent } from '../../../src/core/topic/topicState.js'

const now = 100_000
const reader = { name: 'reader' }
/** Watched, acknowledged, asked for, and pushed by the socket. */
const carried: TopicState = {
  ...createTopicState(),
  subscription: 'carried',
  picture: 'current',
  downSince: undefined,
  watchedAt: 0,
  queuedAt: 80_000,
  startedAt: 80_000,
  endedAt: 81_000,
  pushedAt: 90_000,
}
const down: TopicState = { ...carried, subscription: 'none', downSince: 50_000 }
const facts: TopicFacts = {
  now,
  unixNow: 1_700_000_000_000,
  random: 0.5,
  isWatched: true,
  isAcknowledged: true,
  heardAt: 90_000,
  isPollable: true,
  isVisible: true,
  isSlowed: false,
  finality: 'open',
  movedAt: 90_000,
  isFeed: false,
  intervalMs: 3_000,
}
const received = { type: 'received', isChanged: true, hasMoved: true } as const

type Row = readonly [
  title: string,
  before: Partial<TopicState>,
  event: TopicStateEvent,
  around: Partial<TopicFacts>,
  after: Partial<TopicState>,
]

describe('A topic whose socket carries it', () => {
  const rows: readonly Row[] = [
    ['waits for the socket to push a poll’s news', {}, { ...received, via: 'poll' }, {}, { unpushedSince: now }],
    [
      'trusts a poll that brings nothing new',
      {},
      { ...received, via: 'poll', hasMoved: false },
      {},
      { unpushedSince: undefined },
    ],
    [
      'is suspected when 3 s went by',
      { unpushedSince: now - 3_000 },
      { type: 'changed' },
      {},
      { subscription: 'suspected', downSince: now },
    ],
    [
      'is not suspected before',
      { unpushedSince: now - 2_999 },
      { type: 'changed' },
      {},
      { subscription: 'carried', unpushedSince: now - 2_999 },
    ],
    [
      'is not suspected where the socket pushed since',
      { unpushedSince: now - 3_000, pushedAt: now - 1 },
      { type: 'changed' },
      {},
      { subscription: 'carried', unpushedSince: undefined },
    ],
    [
      'is not suspected where nobody watches',
      { unpushedSince: now - 3_000 },
      { type: 'changed' },
      { isWatched: false },
      { subscription: 'carried', unpushedSince: undefined },
    ],
    [
      'suspects a gap at a new ack, and asks at once',
      { quietPolls: 4 },
      { type: 'invalidated', maxAgeMs: 0 },
      {},
      { picture: 'gapSuspected', quietPolls: 0 },
    ],
    [
      'suspects no gap where its picture is young enough',
      { startedAt: now - 4_999 },
      { type: 'invalidated', maxAgeMs: 5_000 },
      {},
      { picture: 'current' },
    ],
    [
      'is down with its link, and draws the chance of its first poll',
      {},
      { type: 'changed' },
      { isAcknowledged: false },
      { subscription: 'none', downSince: now, jitter: 0.5 },
    ],
  ]
  test.each(rows)('%s', (_title, before, event, around, after) => {
    expect(advanceTopic({ ...carried, ...before }, event, { ...facts, ...around })).toMatchObject(after)
  })
})

describe('A topic whose socket is down', () => {
  const rows: readonly Row[] = [
    [
      'is acknowledged first, and not carried yet',
      {},
      { type: 'changed' },
      {},
      { subscription: 'acknowledged', downSince: 50_000 },
    ],
    [
      'is carried at once where nobody can be asked',
      {},
      { type: 'changed' },
      { isPollable: false },
      { subscription: 'carried', downSince: undefined },
    ],
    [
      'is carried by a push after the ack',
      { subscription: 'acknowledged' },
      { ...received, via: 'socket' },
      {},
      { subscription: 'carried', pushedAt: now },
    ],
    [
      'is not carried by a piece of a feed',
      { subscription: 'acknowledged' },
      { ...received, via: 'socket', isPiece: true },
      {},
      { subscription: 'acknowledged' },
    ],
    [
      'is not carried by a push without an ack',
      {},
      { ...received, via: 'socket' },
      { isAcknowledged: false },
      { subscription: 'none' },
    ],
    [
      'is carried by the answer that closes the gap',
      { subscription: 'acknowledged', picture: 'gapClosing', request: 'underWay' },
      { type: 'answered' },
      {},
      { subscription: 'carried', picture: 'current', request: 'idle', endedAt: now },
    ],
    [
      'is not carried by an answer that closes no gap',
      { subscription: 'acknowledged', request: 'underWay' },
      { type: 'answered' },
      {},
      { subscription: 'acknowledged', request: 'idle' },
    ],
    [
      'asks anew where a gap was suspected while it asked',
      { subscription: 'acknowledged', picture: 'gapSuspected', request: 'underWay', quietPolls: 3 },
      { type: 'answered' },
      {},
      { subscription: 'acknowledged', picture: 'gapSuspected', quietPolls: 0 },
    ],
    [
      'keeps the gap where a request fails',
      { picture: 'gapClosing', request: 'underWay' },
      { type: 'failed' },
      {},
      { picture: 'gapSuspected', hasFailed: true, quietPolls: 1 },
    ],
    [
      'closes the gap with a request that began after it',
      { picture: 'gapSuspected', request: 'queued' },
      { type: 'started' },
      {},
      { picture: 'gapClosing', request: 'underWay', startedAt: now },
    ],
    [
      'gives up a refetch whose reader left',
      { request: 'pendingRefetch', pendingReader: reader },
      { type: 'left', reader },
      {},
      { request: 'idle' },
    ],
    [
      'waits for a refetch though another reader left',
      { request: 'pendingRefetch', pendingReader: reader },
      { type: 'left', reader: {} },
      {},
      { request: 'pendingRefetch' },
    ],
    [
      'counts a cache that came back without asking as asked',
      { request: 'pendingRefetch', pendingReader: reader },
      { type: 'refetched', reader },
      {},
      { request: 'idle', quietPolls: 1, endedAt: now },
    ],
  ]
  test.each(rows)('%s', (_title, before, event, around, after) => {
    expect(advanceTopic({ ...down, ...before }, event, { ...facts, ...around })).toMatchObject(after)
  })
})

describe('An end', () => {
  const grace = { finality: { afterMs: 10_000 } } as const
  const rows: readonly Row[] = [
    [
      'is provisional from the moment that it is seen',
      {},
      { type: 'changed' },
      grace,
      { end: 'provisional', provisionalSince: now },
    ],
    [
      'is settled by an answer that was asked for when its grace was over',
      { end: 'provisional', provisionalSince: now - 10_000, askedAt: now, quietPolls: 7 },
      { type: 'changed' },
      grace,
      { end: 'settled', quietPolls: 0 },
    ],
    [
      'is to be asked for when its grace is over',
      { end: 'provisional', provisionalSince: now - 10_000, askedAt: now - 1, quietPolls: 7 },
      { type: 'changed' },
      grace,
      { end: 'provisional', picture: 'gapSuspected', quietPolls: 0 },
    ],
    [
      'is to be asked for anew where the request that is under way began before',
      { end: 'provisional', provisionalSince: now - 10_000, askedAt: now - 1, request: 'underWay' },
      { type: 'changed' },
      grace,
      { end: 'provisional', picture: 'gapSuspected' },
    ],
    [
      'is not settled by the clock, however long that gap is open',
      { end: 'provisional', provisionalSince: 1, askedAt: 0, picture: 'gapSuspected', quietPolls: 3 },
      { type: 'changed' },
      grace,
      { end: 'provisional', quietPolls: 3 },
    ],
    [
      'is settled by the clock where nobody can be asked',
      { end: 'provisional', provisionalSince: now - 10_000, askedAt: 0 },
      { type: 'changed' },
      { ...grace, isPollable: false },
      { end: 'settled' },
    ],
    ['that is settled stays so', { end: 'settled' }, { type: 'changed' }, grace, { end: 'settled' }],
    [
      'that is settled is replaced by what comes late',
      { end: 'settled' },
      { type: 'changed' },
      { finality: 'final' },
      { end: 'final' },
    ],
    [
      'is final at once where nothing can overturn it',
      {},
      { type: 'changed' },
      { finality: 'final' },
      { end: 'final' },
    ],
    ['that became final stays so', { end: 'final' }, { type: 'changed' }, grace, { end: 'final' }],
    [
      'is none any more where the data go on',
      { end: 'provisional', provisionalSince: 1 },
      { type: 'changed' },
      {},
      { end: 'open', provisionalSince: undefined },
    ],
  ]
  test.each(rows)('%s', (_title, before, event, around, after) => {
    expect(advanceTopic({ ...carried, ...before }, event, { ...facts, ...around })).toMatchObject(after)
  })
})

describe('The plan', () => {
  const rows: readonly (readonly [
    string,
    Partial<TopicState>,
    Partial<TopicFacts>,
    { pollAt: number; wakeAt: number },
  ])[] = [
    ['verifies a socket 18 s after its last push at the earliest', carried, {}, { pollAt: 108_000, wakeAt: Infinity }],
    [
      'polls a feed 18 s after the last request, whatever was pushed',
      carried,
      { isFeed: true },
      { pollAt: 98_000, wakeAt: Infinity },
    ],
    ['has no poll while the page is hidden', carried, { isVisible: false }, { pollAt: Infinity, wakeAt: Infinity }],
    [
      'has no poll while somebody is asked',
      { ...carried, request: 'queued' },
      {},
      { pollAt: Infinity, wakeAt: Infinity },
    ],
    ['has nothing for an end that is final', { ...carried, end: 'final' }, {}, { pollAt: Infinity, wakeAt: Infinity }],
    [
      'wakes for a suspicion after the end',
      { ...carried, end: 'final', unpushedSince: now },
      {},
      { pollAt: Infinity, wakeAt: now + 3_000 },
    ],
    [
      'wakes when a blip ends',
      { ...down, downSince: now - 500, quietPolls: 9 },
      {},
      { pollAt: 103_500, wakeAt: now + 1_500 },
    ],
    ['asks at once for a gap', { ...carried, picture: 'gapSuspected' }, {}, { pollAt: now, wakeAt: Infinity }],
  ]
  test.each(rows)('%s', (_title, state, around, plan) => {
    expect(getTopicPlan({ ...carried, ...state }, { ...facts, ...around })).toEqual(plan)
  })
})

describe('The claims', () => {
  const rows: readonly (readonly [string, Partial<TopicState>, Partial<TopicFacts>, object])[] = [
    ['say socket while it is carried', carried, {}, { transport: 'socket', isStale: false }],
    ['say polling while it is down and may be asked', down, {}, { transport: 'polling', isStale: false }],
    ['say stale while polls fail', { ...down, hasFailed: true }, {}, { transport: 'polling', isStale: true }],
    ['say idle and stale while nobody may be asked', down, { isVisible: false }, { transport: 'idle', isStale: true }],
    ['say nothing new within a blip', { ...down, downSince: now - 1_999 }, {}, { transport: 'idle', isStale: false }],
    [
      'say settled where the end is final',
      { ...carried, end: 'final' },
      {},
      { transport: 'idle', isStale: false, isSettled: true },
    ],
    ['say idle where nobody watches', carried, { isWatched: false }, { transport: 'idle', isStale: false }],
  ]
  test.each(rows)('%s', (_title, state, around, claims) => {
    const info = toTopicInfo(idleInfo, { ...carried, ...state }, { ...facts, ...around })
    expect(info).toMatchObject(claims)
    expect(toTopicInfo(info, { ...carried, ...state }, { ...facts, ...around })).toBe(info)
  })
})

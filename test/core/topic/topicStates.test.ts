import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import fc from 'fast-check'
import { advanceTopic } from '../../../src/core/topic/advanceTopic.js'
import { createTopicState } from '../../../src/core/topic/createTopicState.js'
import type { TopicFacts, TopicState, TopicStateEvent } from '../../../src/core/topic/topicState.js'
import { checkProperty } from '../../support/property.js'

const machines = ['subscription', 'picture', 'end', 'request'] as const
type Machine = (typeof machines)[number]

const page = readFileSync(new URL('../../../src/core/README.md', import.meta.url), 'utf8')

/** The drawing's moves: `machine: from -> to`. */
function readDrawing(): Set<string> {
  const moves = new Set<string>()
  let machine: string | undefined
  const [, drawing = ''] = page.split('```')
  for (const line of drawing.split('\n')) {
    const move = /^ {2}(\w+) -> (\w+): \S/.exec(line)
    if (move) moves.add(`${machine}: ${move[1]} -> ${move[2]}`)
    else if (line.trim() !== '') machine = line.trim()
  }
  return moves
}

const reader = 'reader'
const received = (via: 'socket' | 'poll' | 'cache', hasMoved: boolean, isPiece = false): TopicStateEvent => ({
  type: 'received',
  via,
  isChanged: hasMoved,
  hasMoved,
  isPiece,
})
const events: readonly TopicStateEvent[] = [
  { type: 'watched', isFirst: true },
  { type: 'watched', isFirst: false },
  { type: 'left', reader },
  { type: 'left', reader: 'another' },
  { type: 'invalidated', maxAgeMs: 0 },
  { type: 'invalidated', maxAgeMs: 5_000 },
  received('socket', true),
  received('socket', true, true),
  { ...received('socket', true), isWhole: true } as TopicStateEvent,
  received('poll', true),
  received('poll', false),
  received('cache', true),
  { type: 'refetching', reader },
  { type: 'refetched', reader },
  { type: 'queued' },
  { type: 'started' },
  { type: 'answered' },
  { type: 'failed' },
  { type: 'notNeeded' },
]

const mostly = fc.integer({ min: 0, max: 9 }).map((drawn) => drawn > 0)
const facts = fc.record({
  isWatched: mostly,
  isAcknowledged: mostly,
  isPollable: mostly,
  isVisible: fc.boolean(),
  isSlowed: fc.boolean(),
  isFeed: fc.boolean(),
  finality: fc.constantFrom<TopicFacts['finality']>('open', 'final', { afterMs: 4_000 }),
  random: fc.double({ min: 0, max: 1, noNaN: true }),
})

const step = fc.record({ choice: fc.nat(), facts, ms: fc.constantFrom(0, 1, 1_000, 3_000, 10_000) })

/** Whether the runner sends an event in a state: requests begin once, and end after they began. */
function isSent({ request }: TopicState, { type }: TopicStateEvent): boolean {
  switch (type) {
    case 'refetching':
      return request === 'idle'
    case 'queued':
      return request === 'idle' || request === 'pendingRefetch'
    case 'started':
      return request === 'queued' || request === 'underWay'
    case 'answered':
    case 'failed':
      return request === 'underWay'
    case 'notNeeded':
      return request === 'queued'
    default:
      return true
  }
}

test('The drawing in the core’s page has every move that a topic makes, and no other', () => {
  const drawn = readDrawing()
  const made = new Set<string>()
  checkProperty(
    fc.property(fc.array(step, { minLength: 30, maxLength: 60 }), (steps) => {
      let state = createTopicState()
      let now = 0
      for (const { choice, facts: around, ms } of steps) {
        const possible = events.filter((each) => isSent(state, each))
        const next = possible[choice % possible.length]
        now += ms
        const surroundings: TopicFacts = { ...around, now, unixNow: now, heardAt: now, movedAt: 0, intervalMs: 3_000 }
        for (const each of [next, { type: 'changed' } as const]) {
          if (!each) continue
          const before = state
          state = advanceTopic(before, each, surroundings)
          for (const machine of machines) recordMove(machine, before, state)
        }
      }
    }),
    { atLeast: 1_000 },
  )
  expect([...made].sort()).toEqual([...drawn].sort())

  function recordMove(machine: Machine, before: TopicState, after: TopicState) {
    if (before[machine] !== after[machine]) made.add(`${machine}: ${before[machine]} -> ${after[machine]}`)
  }
})

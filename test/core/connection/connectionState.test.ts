import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  advanceConnection,
  createConnectionState,
  isLinked,
  isSlowed,
  toConnectionInfo,
  type ConnectionEvent,
  type ConnectionState,
} from '../../../src/core/connection/connectionState.js'
import { checkProperty } from '../../support/property.js'

const idle = createConnectionState()
const waiting: ConnectionState = { ...idle, phase: 'waiting', failures: 1, retryMs: 9_000 }
const opening: ConnectionState = { ...idle, phase: 'opening', attempt: 1 }
const greeting: ConnectionState = { ...opening, phase: 'greeting' }
const ready: ConnectionState = { ...opening, phase: 'ready', wasReady: true }
const refused: ConnectionState = { ...idle, phase: 'refused', refusals: 2 }
const offline = { isOnline: false, retryMs: 60_000 }
const away = { isAway: true, retryMs: 60_000 }
const change = { type: 'page', signal: 'change' } as const
const shown = { ...change, isOnline: true, isVisible: true }
const hidden = { ...change, isOnline: true, isVisible: false }
const gone = { ...change, isOnline: false, isVisible: true }
const hide = { ...shown, signal: 'hide' } as const
const wake = { ...shown, signal: 'wake' } as const

/** With a random of 0.5: the phase that follows, and what it means to the runner. */
function step(state: ConnectionState, event: ConnectionEvent, random = 0.5) {
  const next = advanceConnection(state, event, random)
  const wait = next.retryMs === undefined ? 'waiting' : `waiting ${next.retryMs}`
  const word = next.attempt > state.attempt ? 'a new link' : next.phase === 'waiting' ? wait : next.phase
  return { next, word }
}

describe('One step', () => {
  test.each<[string, ConnectionState, ConnectionEvent, string]>([
    ['opens when somebody wants it', idle, { type: 'wanted' }, 'a new link'],
    ['opens offline, too: the browser may be wrong', { ...idle, ...offline }, { type: 'wanted' }, 'a new link'],
    ['opens while the page is away: somebody wants it', { ...idle, ...away }, { type: 'wanted' }, 'a new link'],
    ['goes on as it is when it is wanted again', ready, { type: 'wanted' }, 'ready'],
    ['hangs up when nobody wants it', ready, { type: 'unwanted' }, 'idle'],
    ['forgets its retry when nobody wants it', waiting, { type: 'unwanted' }, 'idle'],
    ['forgets a refusal when nobody wants it', refused, { type: 'unwanted' }, 'idle'],
    ['greets once it is open', opening, { type: 'opened' }, 'greeting'],
    ['is ready once it is told so', greeting, { type: 'ready' }, 'ready'],
    ['tries again at its time', waiting, { type: 'retry' }, 'a new link'],
    ['ignores a retry that comes late', ready, { type: 'retry' }, 'ready'],
    ['retries within 5 s when it is closed', ready, { type: 'closed' }, 'waiting 2500'],
    ['retries 5 to 60 s later on a hidden page', { ...ready, isVisible: false }, { type: 'closed' }, 'waiting 32500'],
    ['retries a minute later offline', { ...ready, ...offline }, { type: 'closed' }, 'waiting 60000'],
    ['tries again at its time offline', { ...waiting, ...offline }, { type: 'retry' }, 'a new link'],
    ['tries again at its time though the page is away', { ...waiting, ...away }, { type: 'retry' }, 'a new link'],
    ['hangs up a link that says nothing', greeting, { type: 'silent' }, 'waiting 2500'],
    ['tries once more after a refusal', greeting, { type: 'refused' }, 'waiting 2500'],
    ['doubts a second refusal after a while', refused, { type: 'retry' }, 'a new link'],
    ['believes a second refusal', { ...greeting, refusals: 1 }, { type: 'refused' }, 'refused'],
    ['stays refused, whatever the page does', refused, shown, 'refused'],
    ['stays refused when the page wakes', { ...refused, ...away }, wake, 'refused'],
    ['stays refused when it is wanted again', refused, { type: 'wanted' }, 'refused'],
    ['tries again after a refusal when it is told to', refused, { type: 'reconnect' }, 'a new link'],
    ['leaves a link that is up alone when it is told to reconnect', ready, { type: 'reconnect' }, 'ready'],
    ['replaces a link that is not up yet when it is told to reconnect', greeting, { type: 'reconnect' }, 'a new link'],
    [
      'tries at once when it is told to reconnect offline',
      { ...waiting, ...offline },
      { type: 'reconnect' },
      'a new link',
    ],
    ['reconnects nothing that nobody wants', idle, { type: 'reconnect' }, 'idle'],
    ['skips the wait when the network returns', { ...waiting, ...offline, isVisible: false }, hidden, 'a new link'],
    ['skips the wait when the page is shown', { ...waiting, isVisible: false }, shown, 'a new link'],
    ['skips the wait when the window is focused', waiting, shown, 'a new link'],
    ['goes on waiting when the page is hidden', waiting, hidden, 'waiting 9000'],
    ['slows down when the network goes', waiting, gone, 'waiting 60000'],
    ['tries at once when it comes into focus offline', { ...waiting, ...offline }, gone, 'a new link'],
    [
      'goes on waiting when it is hidden offline',
      { ...waiting, ...offline },
      { ...gone, isVisible: false },
      'waiting 60000',
    ],
    ['leaves a link alone when the network seems to go', ready, gone, 'ready'],
    ['leaves a link alone when the page is hidden', ready, hidden, 'ready'],
    ['hangs up when the page goes away', ready, hide, 'waiting 60000'],
    ['hangs up while it opens when the page goes away', opening, hide, 'waiting 60000'],
    ['slows down when the page goes away', waiting, hide, 'waiting 60000'],
    ['goes on waiting while what went away is hidden', { ...waiting, ...away }, hidden, 'waiting 60000'],
    ['opens at once when what went away gives a sign of life', { ...waiting, ...away }, shown, 'a new link'],
    ['opens at once when the page comes back', { ...waiting, ...away }, wake, 'a new link'],
    ['opens at once when the page is shown again', { ...waiting, ...away, isVisible: false }, shown, 'a new link'],
    ['keeps its link when a frozen page wakes', ready, wake, 'ready'],
  ])('%s', (_title, state, event, word) => {
    expect(step(state, event).word).toBe(word)
  })

  test.each(['opened', 'ready', 'stable', 'refused', 'silent', 'closed'] as const)(
    'nothing follows from "%s" where there is no link',
    (type) => {
      for (const state of [idle, waiting, refused]) expect(step(state, { type }).next).toBe(state)
    },
  )
})

describe('What is remembered', () => {
  test('failures are forgotten only when the link has stayed up', () => {
    const again = { ...greeting, failures: 3, refusals: 1 }
    expect(step(again, { type: 'ready' }).next).toMatchObject({ failures: 3, refusals: 1 })
    expect(step({ ...again, phase: 'ready' }, { type: 'stable' }).next).toMatchObject({ failures: 0, refusals: 0 })
  })

  test('everything is forgotten when it is told to reconnect', () => {
    const used = { ...waiting, failures: 4, unopened: 5, refusals: 1 }
    expect(step(used, { type: 'reconnect' }).next).toMatchObject({ failures: 0, unopened: 0, refusals: 0 })
  })

  test('a service that accepts and then drops is tried ever more slowly', () => {
    const steps: string[] = []
    let state = ready
    for (let round = 0; round < 6; round += 1) {
      const closed = step(state, { type: 'closed' }, 1)
      steps.push(closed.word)
      state = step(step(step(closed.next, { type: 'retry' }).next, { type: 'opened' }).next, { type: 'ready' }).next
    }
    expect(steps).toEqual([5, 10, 20, 40, 60, 60].map((seconds) => `waiting ${seconds * 1000}`))
  })

  test.each<[string, ConnectionEvent]>([
    ['is refused or cut', { type: 'closed' }],
    ['is never answered', { type: 'silent' }],
  ])('an upgrade that %s five times in a row is "unreachable", and tried near the cap', (_title, event) => {
    let state = opening
    const steps: string[] = []
    for (let round = 0; round < 5; round += 1) {
      const { next, word } = step(state, event)
      steps.push(`${toConnectionInfo(next).reason ?? toConnectionInfo(next).status}, ${word}`)
      state = step(next, { type: 'retry' }).next
    }
    expect(steps).toEqual([
      'connecting, waiting 2500',
      'connecting, waiting 5000',
      'connecting, waiting 10000',
      'connecting, waiting 20000',
      'unreachable, waiting 52500',
    ])
    expect(toConnectionInfo(state)).toEqual({ status: 'disconnected', reason: 'unreachable' })
    const { next } = step(state, { type: 'opened' })
    expect(toConnectionInfo(next)).toEqual({ status: 'disconnected', reason: 'unreachable' })
    expect(step(next, { type: 'ready' }).next).toMatchObject({ unopened: 0 })
  })

  test.each(['closed', 'silent'] as const)(
    'a service that takes every link and makes none ready (%s) is "unreachable" as well after five times',
    (type) => {
      let state = opening
      const steps: string[] = []
      for (let round = 0; round < 5; round += 1) {
        const { next } = step(step(state, { type: 'opened' }).next, { type })
        steps.push(toConnectionInfo(next).reason ?? toConnectionInfo(next).status)
        state = step(next, { type: 'retry' }).next
      }
      expect(steps).toEqual(['connecting', 'connecting', 'connecting', 'connecting', 'unreachable'])
    },
  )

  test('failures without a network say nothing of the service', () => {
    let state: ConnectionState = { ...opening, ...offline }
    for (let round = 0; round < 9; round += 1) {
      const { next, word } = step(state, { type: 'closed' })
      expect([word, toConnectionInfo(next).reason]).toEqual(['waiting 60000', 'offline'])
      state = step(next, { type: 'retry' }).next
    }
    expect(step(step(state, shown).next, { type: 'closed' }).word).toBe('waiting 2500')
  })

  test('a link that was ready is no failure to become so', () => {
    expect(step({ ...ready, unopened: 0 }, { type: 'closed' }).next).toMatchObject({ unopened: 0, failures: 1 })
  })

  test('a second refusal leaves nothing to wait for', () => {
    expect(step({ ...greeting, refusals: 1 }, { type: 'refused' }).next.retryMs).toBeUndefined()
  })

  test('a link that is no longer wanted leaves nothing but its number and what the page said', () => {
    const used = { ...waiting, ...away, attempt: 1, isVisible: false, failures: 4, unopened: 3, refusals: 1 }
    expect(step(used, { type: 'unwanted' }).next).toEqual({ ...idle, attempt: 1, isAway: true, isVisible: false })
  })
})

test.each<[string, ConnectionState, object]>([
  ['idle', idle, { status: 'idle' }],
  ['opening', opening, { status: 'connecting' }],
  ['greeting', greeting, { status: 'connecting' }],
  ['waiting', waiting, { status: 'connecting' }],
  ['waiting after it was up', { ...waiting, wasReady: true }, { status: 'reconnecting' }],
  ['opening after it was up', { ...opening, wasReady: true }, { status: 'reconnecting' }],
  ['waiting offline', { ...waiting, ...offline }, { status: 'disconnected', reason: 'offline' }],
  [
    'waiting after five failures to open',
    { ...waiting, unopened: 5 },
    { status: 'disconnected', reason: 'unreachable' },
  ],
  ['refused', refused, { status: 'disconnected', reason: 'refused' }],
  ['refused, and tried again', { ...greeting, refusals: 2 }, { status: 'disconnected', reason: 'refused' }],
  ['ready', ready, { status: 'connected' }],
  ['ready offline', { ...ready, ...offline }, { status: 'connected' }],
])('What is %s is told to people in their words', (_title, state, info) => {
  expect(toConnectionInfo(state)).toEqual(info)
})

const event: fc.Arbitrary<ConnectionEvent> = fc.oneof(
  fc.record({
    type: fc.constantFrom(
      ...([
        'wanted',
        'unwanted',
        'reconnect',
        'retry',
        'opened',
        'ready',
        'stable',
        'silent',
        'refused',
        'closed',
      ] as const),
    ),
  }),
  fc.record({
    type: fc.constant('page' as const),
    signal: fc.constantFrom(...(['change', 'hide', 'wake'] as const)),
    isOnline: fc.boolean(),
    isVisible: fc.boolean(),
  }),
)

test('Whatever happens, no link is opened while another stands, and no wait has no end', () => {
  checkProperty(
    fc.property(fc.array(fc.tuple(event, fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 60 }), (events) => {
      let state = idle
      for (const [next, random] of events) {
        const before = state
        state = advanceConnection(before, next, random)
        const isNew = state.attempt !== before.attempt
        if (isNew) {
          expect(state).toMatchObject({ attempt: before.attempt + 1, phase: 'opening', isAway: false })
          // A link that stands is replaced only where that was asked for.
          if (isLinked(before)) expect(next.type).toBe('reconnect')
        }
        // Without an attempt of its own a link would never be opened.
        else if (isLinked(state)) expect(isLinked(before)).toBe(true)
        if (state.isAway) expect(isLinked(state)).toBe(false)
        if (state.phase === 'waiting') expectEnd(state)
        // Whatever is not waiting has no retry to wait for.
        if (state.phase === 'refused' || state.phase === 'idle') expect(state.retryMs).toBeUndefined()
        if (before.phase === 'refused' && next.type !== 'reconnect' && next.type !== 'unwanted')
          expect(state.phase).toBe('refused')
        if (next.type === 'unwanted') {
          const { attempt, isAway, isOnline, isVisible } = before
          expect(state).toEqual({ ...idle, attempt, isAway, isOnline, isVisible })
        }
        if (before.phase === 'idle' && next.type !== 'wanted') expect(state.phase).toBe('idle')
      }
    }),
  )
})

/** A timer ends the wait within a minute, and not before where the page says that nothing can work. */
function expectEnd(state: ConnectionState) {
  expect(state.retryMs).toBeGreaterThanOrEqual(isSlowed(state) ? 60_000 : 0)
  expect(state.retryMs).toBeLessThanOrEqual(60_000)
}

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  advanceConnection,
  createConnectionState,
  isLinked,
  toConnectionInfo,
  type ConnectionEffect,
  type ConnectionEvent,
  type ConnectionState,
} from '../../src/core/connectionMachine.js'

const idle = createConnectionState({ isOnline: true, isVisible: true })
const waiting: ConnectionState = { ...idle, phase: 'waiting', failures: 1 }
const opening: ConnectionState = { ...idle, phase: 'opening' }
const greeting: ConnectionState = { ...idle, phase: 'greeting' }
const ready: ConnectionState = { ...idle, phase: 'ready', wasReady: true }
const refused: ConnectionState = { ...idle, phase: 'refused', refusals: 2 }
const offline = { isOnline: false }
const away = { isAway: true }
const shown = { type: 'page', isOnline: true, isVisible: true } as const
const hidden = { type: 'page', isOnline: true, isVisible: false } as const
const gone = { type: 'page', isOnline: false, isVisible: true } as const

const attempt = ['stopTimer', 'awaitReady', 'open']
const hangUp = ['stopTimer', 'close']

/** Effects as words: `retry 2500`. With a random of 0.5. */
function step(state: ConnectionState, event: ConnectionEvent, random = 0.5) {
  const [next, effects] = advanceConnection(state, event, random)
  return { phase: next.phase, effects: effects.map(toWord), next }
}

function toWord(effect: ConnectionEffect) {
  return effect.do === 'startTimer' ? `${effect.then} ${effect.ms}` : effect.do
}

describe('one step', () => {
  test.each<[string, ConnectionState, ConnectionEvent, ConnectionState['phase'], string[]]>([
    ['opens when somebody wants it', idle, { type: 'wanted' }, 'opening', attempt],
    ['opens nothing offline', { ...idle, ...offline }, { type: 'wanted' }, 'waiting', ['stopTimer']],
    ['opens nothing while the page is away', { ...idle, ...away }, { type: 'wanted' }, 'waiting', ['stopTimer']],
    ['goes on as it is when it is wanted again', ready, { type: 'wanted' }, 'ready', []],
    ['hangs up when nobody wants it', ready, { type: 'unwanted' }, 'idle', hangUp],
    ['forgets its retry when nobody wants it', waiting, { type: 'unwanted' }, 'idle', ['stopTimer']],
    ['forgets a refusal when nobody wants it', refused, { type: 'unwanted' }, 'idle', ['stopTimer']],
    ['waits for "ready" anew once it is open', opening, { type: 'opened' }, 'greeting', ['awaitReady']],
    ['counts as stable only 10 s after "ready"', greeting, { type: 'ready' }, 'ready', ['stable 10000']],
    ['tries again at its time', waiting, { type: 'retry' }, 'opening', attempt],
    ['ignores a retry that comes late', ready, { type: 'retry' }, 'ready', []],
    [
      'retries within 5 s when it is closed',
      ready,
      { type: 'closed', opened: true },
      'waiting',
      ['stopTimer', 'retry 2500'],
    ],
    [
      'retries 5 to 60 s later on a hidden page',
      { ...ready, isVisible: false },
      { type: 'closed', opened: true },
      'waiting',
      ['stopTimer', 'retry 32500'],
    ],
    ['sets no timer offline', { ...ready, ...offline }, { type: 'closed', opened: true }, 'waiting', ['stopTimer']],
    ['hangs up a link that says nothing', greeting, { type: 'silent' }, 'waiting', [...hangUp, 'retry 2500']],
    ['tries once more after a refusal', greeting, { type: 'refused' }, 'waiting', [...hangUp, 'retry 2500']],
    ['believes a second refusal', { ...greeting, refusals: 1 }, { type: 'refused' }, 'refused', hangUp],
    ['stays refused, whatever the page does', refused, shown, 'refused', []],
    ['stays refused when the page wakes', refused, { type: 'wake' }, 'refused', []],
    ['tries again after a refusal when it is told to', refused, { type: 'reconnect' }, 'opening', attempt],
    ['replaces a link when it is told to reconnect', ready, { type: 'reconnect' }, 'opening', [...hangUp, ...attempt]],
    ['reconnects nothing that nobody wants', idle, { type: 'reconnect' }, 'idle', []],
    [
      'skips the wait when the network returns',
      { ...waiting, ...offline, isVisible: false },
      hidden,
      'opening',
      attempt,
    ],
    ['skips the wait when the page is shown', { ...waiting, isVisible: false }, shown, 'opening', attempt],
    ['skips the wait when the window is focused', waiting, shown, 'opening', attempt],
    ['goes on waiting when the page is hidden', waiting, hidden, 'waiting', []],
    ['stops its timer when the network goes', waiting, gone, 'waiting', ['stopTimer']],
    ['leaves a link alone when the network seems to go', ready, gone, 'ready', []],
    ['leaves a link alone when the page is hidden', ready, hidden, 'ready', []],
    ['hangs up when the page goes away', ready, { type: 'hide' }, 'waiting', hangUp],
    ['stops its timer when the page goes away', waiting, { type: 'hide' }, 'waiting', hangUp],
    ['opens at once when the page comes back', { ...waiting, ...away }, { type: 'wake' }, 'opening', attempt],
    [
      'opens at once when the page is shown again',
      { ...waiting, ...away, isVisible: false },
      shown,
      'opening',
      attempt,
    ],
    ['keeps its link when a frozen page wakes', ready, { type: 'wake' }, 'ready', []],
  ])('%s', (_title, state, event, phase, effects) => {
    expect(step(state, event)).toMatchObject({ phase, effects })
  })

  test.each(['opened', 'ready', 'stable', 'refused', 'silent'] as const)(
    'nothing follows from "%s" where there is no link',
    (type) => {
      for (const state of [idle, waiting, refused])
        expect(step(state, { type })).toEqual({ phase: state.phase, effects: [], next: state })
    },
  )
})

describe('what is remembered', () => {
  test('failures are forgotten only when the link has stayed up', () => {
    const again = { ...greeting, failures: 3, refusals: 1 }
    expect(step(again, { type: 'ready' }).next).toMatchObject({ failures: 3, refusals: 1 })
    expect(step({ ...again, phase: 'ready' }, { type: 'stable' }).next).toMatchObject({ failures: 0, refusals: 0 })
  })

  test('a service that accepts and then drops is tried ever more slowly', () => {
    const waits: string[] = []
    let state = ready
    for (let round = 0; round < 6; round += 1) {
      const closed = step(state, { type: 'closed', opened: true }, 1)
      waits.push(...closed.effects)
      state = step(step(step(closed.next, { type: 'retry' }).next, { type: 'opened' }).next, { type: 'ready' }).next
    }
    expect(waits.filter((word) => word !== 'stopTimer')).toEqual(
      [5, 10, 20, 40, 60, 60].map((seconds) => `retry ${seconds * 1000}`),
    )
  })

  test.each<[string, ConnectionEvent]>([
    ['is refused or cut', { type: 'closed', opened: false }],
    ['is never answered', { type: 'silent' }],
  ])('an upgrade that %s five times in a row is "unreachable", and tried near the cap', (_title, event) => {
    let state = opening
    const words: string[] = []
    for (let round = 0; round < 5; round += 1) {
      const { effects, next } = step(state, event)
      words.push(`${toConnectionInfo(next).reason ?? toConnectionInfo(next).status}, ${effects.at(-1)}`)
      state = step(next, { type: 'retry' }).next
    }
    expect(words).toEqual([
      'connecting, retry 2500',
      'connecting, retry 5000',
      'connecting, retry 10000',
      'connecting, retry 20000',
      'unreachable, retry 52500',
    ])
    expect(toConnectionInfo(state)).toEqual({ status: 'disconnected', reason: 'unreachable' })
    expect(toConnectionInfo(step(state, { type: 'opened' }).next)).toEqual({ status: 'connecting' })
  })

  test('a link that is no longer wanted leaves nothing but what the page said', () => {
    const used = { ...ready, isVisible: false, isAway: true, failures: 4, unopened: 3, refusals: 1 }
    expect(step(used, { type: 'unwanted' }).next).toEqual({ ...idle, isVisible: false })
  })
})

test.each<[ConnectionState, object]>([
  [idle, { status: 'idle' }],
  [opening, { status: 'connecting' }],
  [greeting, { status: 'connecting' }],
  [waiting, { status: 'connecting' }],
  [{ ...waiting, wasReady: true }, { status: 'reconnecting' }],
  [{ ...opening, wasReady: true }, { status: 'reconnecting' }],
  [
    { ...waiting, ...offline },
    { status: 'disconnected', reason: 'offline' },
  ],
  [
    { ...waiting, unopened: 5 },
    { status: 'disconnected', reason: 'unreachable' },
  ],
  [refused, { status: 'disconnected', reason: 'refused' }],
  [ready, { status: 'connected' }],
  [{ ...ready, ...offline }, { status: 'connected' }],
])('people are told %o as %o', (state, info) => {
  expect(toConnectionInfo(state)).toEqual(info)
})

/** What a runner of the effects holds. */
interface World {
  readonly state: ConnectionState
  readonly hasLink: boolean
  readonly timer: 'retry' | 'stable' | undefined
  readonly isAwaitingReady: boolean
}

const event: fc.Arbitrary<ConnectionEvent> = fc.oneof(
  fc.record({
    type: fc.constantFrom<
      | 'wanted'
      | 'unwanted'
      | 'reconnect'
      | 'hide'
      | 'wake'
      | 'opened'
      | 'ready'
      | 'refused'
      | 'silent'
      | 'retry'
      | 'stable'
    >('wanted', 'unwanted', 'reconnect', 'hide', 'wake', 'opened', 'ready', 'refused', 'silent', 'retry', 'stable'),
  }),
  fc.record({ type: fc.constant('closed' as const), opened: fc.boolean() }),
  fc.record({ type: fc.constant('page' as const), isOnline: fc.boolean(), isVisible: fc.boolean() }),
)

test('whatever happens, there is one link at most, none is tried in vain, and it is never stuck', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(event, fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 60 }), (events) => {
      let world: World = { state: idle, hasLink: false, timer: undefined, isAwaitingReady: false }
      for (const [next, random] of events) {
        const before = world
        world = run(advance(world, next, random))
        expect(world.hasLink).toBe(isLinked(world.state))
        expectNeverStuck(world)
        if (before.state.phase === 'refused' && next.type !== 'reconnect' && next.type !== 'unwanted')
          expect(world.state.phase).toBe('refused')
        if (next.type === 'unwanted')
          expect(world).toMatchObject({
            hasLink: false,
            timer: undefined,
            isAwaitingReady: false,
            state: { phase: 'idle' },
          })
      }
    }),
    { numRuns: 3_000 },
  )
})

function advance(world: World, next: ConnectionEvent, random: number) {
  // A timer that fires is over, and a link that closed too; the runner tells nothing of either after that.
  const timer = next.type === world.timer ? undefined : world.timer
  const hasLink = world.hasLink && next.type !== 'closed'
  const isAwaitingReady = world.isAwaitingReady && next.type !== 'ready'
  const [state, effects] = advanceConnection(world.state, next, random)
  return { world: { state, hasLink, timer, isAwaitingReady }, effects }
}

function run({ world, effects }: { world: World; effects: readonly ConnectionEffect[] }): World {
  return effects.reduce<World>((held, effect) => {
    switch (effect.do) {
      case 'open':
        expect(held.hasLink).toBe(false)
        expect(held.state).toMatchObject({ isOnline: true, isAway: false })
        return { ...held, hasLink: true }
      case 'close':
        return { ...held, hasLink: false }
      case 'awaitReady':
        return { ...held, isAwaitingReady: true }
      case 'stopTimer':
        return { ...held, timer: undefined, isAwaitingReady: false }
      case 'startTimer':
        expect(effect.ms).toBeGreaterThanOrEqual(0)
        expect(effect.ms).toBeLessThanOrEqual(60_000)
        return { ...held, timer: effect.then }
    }
  }, world)
}

function expectNeverStuck({ hasLink, isAwaitingReady, state, timer }: World) {
  switch (state.phase) {
    case 'idle':
    case 'refused':
      return expect({ hasLink, timer }).toEqual({ hasLink: false, timer: undefined })
    case 'waiting':
      // Offline, or away, it is the page that ends the wait.
      return expect(timer).toBe(state.isOnline && !state.isAway ? 'retry' : undefined)
    case 'opening':
    case 'greeting':
      return expect(isAwaitingReady).toBe(true)
    case 'ready':
      return expect(hasLink).toBe(true)
  }
}

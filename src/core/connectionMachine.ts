import { getRetryDelay, unopenedLimit } from './backoff.js'
import type { ConnectionInfo } from './connectionInfo.js'

/** How long a link must stay up before its failures are forgotten, in ms: a server may accept and then drop. */
const stableMs = 10_000

export interface ConnectionState {
  readonly phase: 'idle' | 'waiting' | 'opening' | 'greeting' | 'ready' | 'refused'
  readonly wasReady: boolean
  readonly isOnline: boolean
  readonly isVisible: boolean
  /** Between `pagehide` and the page's return. */
  readonly isAway: boolean
  /** Failures in a row since a link last stayed up. */
  readonly failures: number
  readonly unopened: number
  readonly refusals: number
}

export type ConnectionEvent =
  | { readonly type: 'wanted' | 'unwanted' | 'reconnect' | 'retry' }
  | { readonly type: 'page'; readonly isOnline: boolean; readonly isVisible: boolean }
  | { readonly type: 'hide' | 'wake' }
  | LinkEvent

/** Without effect where there is no link. */
type LinkEvent =
  | { readonly type: 'opened' | 'ready' | 'stable' | 'refused' }
  /** It says nothing that it should have said: not that it opened, that it is ready, or that it subscribed. */
  | { readonly type: 'silent' }
  | { readonly type: 'closed'; readonly opened: boolean }

export type ConnectionEffect =
  | { readonly do: 'open' | 'close' | 'awaitReady' | 'stopTimer' }
  | { readonly do: 'startTimer'; readonly ms: number; readonly then: 'retry' | 'stable' }

type Next = readonly [ConnectionState, readonly ConnectionEffect[]]

/** Of the page no more than its two words is taken: a former state may be passed too. */
export function createConnectionState(page: { isOnline: boolean; isVisible: boolean }): ConnectionState {
  const { isOnline, isVisible } = page
  return { phase: 'idle', wasReady: false, isAway: false, failures: 0, unopened: 0, refusals: 0, isOnline, isVisible }
}

/** `random` is U(0, 1), drawn by the caller. */
export function advanceConnection(state: ConnectionState, event: ConnectionEvent, random: number): Next {
  switch (event.type) {
    case 'wanted':
      return state.phase === 'idle' ? attempt(state) : [state, []]
    case 'unwanted':
      // Nor is the page listened to any more: whether it is away is not known.
      return [createConnectionState(state), isLinked(state) ? hangUp : [{ do: 'stopTimer' }]]
    case 'reconnect':
      return state.phase === 'idle' ? [state, []] : restart({ ...state, failures: 0, unopened: 0, refusals: 0 })
    case 'retry':
      return state.phase === 'waiting' ? attempt(state) : [state, []]
    case 'page':
      return turn({ ...state, isOnline: event.isOnline, isVisible: event.isVisible }, state)
    case 'hide':
      return isLinked(state) || state.phase === 'waiting'
        ? [{ ...state, phase: 'waiting', isAway: true }, hangUp]
        : [{ ...state, isAway: true }, []]
    case 'wake':
      return state.phase === 'waiting' ? attempt({ ...state, isAway: false }) : [{ ...state, isAway: false }, []]
    default:
      return isLinked(state) ? heed(state, event, random) : [state, []]
  }
}

/** What the link says, or fails to say. */
function heed(state: ConnectionState, event: LinkEvent, random: number): Next {
  switch (event.type) {
    case 'opened':
      return [{ ...state, phase: 'greeting', unopened: 0 }, [{ do: 'awaitReady' }]]
    case 'ready':
      return [{ ...state, phase: 'ready', wasReady: true }, [{ do: 'startTimer', ms: stableMs, then: 'stable' }]]
    case 'stable':
      return [{ ...state, failures: 0, refusals: 0 }, []]
    case 'refused':
      return state.refusals > 0
        ? [{ ...state, phase: 'refused', refusals: 2 }, hangUp]
        : fail({ ...state, refusals: 1 }, random, hangUp)
    case 'silent':
      return fail(countUnopened(state, state.phase !== 'opening'), random, hangUp)
    case 'closed':
      return fail(countUnopened(state, event.opened), random, [{ do: 'stopTimer' }])
  }
}

const hangUp: readonly ConnectionEffect[] = [{ do: 'stopTimer' }, { do: 'close' }]

export function isLinked(state: ConnectionState): boolean {
  return state.phase === 'opening' || state.phase === 'greeting' || state.phase === 'ready'
}

/** What cannot succeed isn't tried: `online` and `wake` come back here. */
function attempt(state: ConnectionState): Next {
  const canTry = state.isOnline && !state.isAway
  return canTry
    ? [{ ...state, phase: 'opening' }, [{ do: 'stopTimer' }, { do: 'awaitReady' }, { do: 'open' }]]
    : [{ ...state, phase: 'waiting' }, [{ do: 'stopTimer' }]]
}

function restart(state: ConnectionState): Next {
  const [next, effects] = attempt(state)
  return [next, [...(isLinked(state) ? hangUp : []), ...effects]]
}

function countUnopened(state: ConnectionState, isOpened: boolean): ConnectionState {
  return { ...state, unopened: isOpened ? 0 : state.unopened + 1 }
}

function fail(state: ConnectionState, random: number, effects: readonly ConnectionEffect[]): Next {
  const next = { ...state, phase: 'waiting' as const, failures: state.failures + 1 }
  if (!next.isOnline) return [next, effects]
  return [next, [...effects, { do: 'startTimer', ms: getRetryDelay({ ...next, random }), then: 'retry' }]]
}

/** Coming online, into view or into focus skips the wait, going offline ends it; a link that is up is left alone. */
function turn(state: ConnectionState, before: ConnectionState): Next {
  const isShown = state.isVisible && !before.isVisible
  const next = isShown ? { ...state, isAway: false } : state
  const isTurned = state.isVisible || state.isOnline !== before.isOnline
  return isTurned && state.phase === 'waiting' ? attempt(next) : [next, []]
}

export function toConnectionInfo(state: ConnectionState): ConnectionInfo {
  switch (state.phase) {
    case 'idle':
      return { status: 'idle' }
    case 'ready':
      return { status: 'connected' }
    case 'refused':
      return { status: 'disconnected', reason: 'refused' }
    case 'waiting':
    case 'opening':
    case 'greeting':
      if (!state.isOnline) return { status: 'disconnected', reason: 'offline' }
      if (state.unopened >= unopenedLimit) return { status: 'disconnected', reason: 'unreachable' }
      return { status: state.wasReady ? 'reconnecting' : 'connecting' }
  }
}

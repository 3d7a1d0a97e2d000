import { getRetryDelay, slowedMs, unopenedLimit } from './backoff.js'
import type { ConnectionInfo } from '../contract/status.js'
import type { PageSignal } from '../contract/environment.js'

/**
 * One connection as a value. The effects follow from it: a link stands while it is `opening`, `greeting` or `ready`,
 * a new one for each `attempt`; and each phase has one timer at most. `left` follows where it `isTriedOnce`.
 */
export interface ConnectionState {
  readonly phase: 'idle' | 'waiting' | 'opening' | 'greeting' | 'ready' | 'refused' | 'left'
  readonly isTriedOnce: boolean
  /** Counts up: each attempt has a link of its own. */
  readonly attempt: number
  /** While `waiting`: how long, in ms. */
  readonly retryMs: number | undefined
  readonly wasReady: boolean
  readonly isOnline: boolean
  readonly isVisible: boolean
  /** Between `pagehide` and the page's return. */
  readonly isAway: boolean
  /** Failures in a row since a link last stayed up. */
  readonly failures: number
  /** Those in a row that never got as far as `ready`. */
  readonly unopened: number
  readonly refusals: number
}

export type ConnectionEvent =
  | { readonly type: 'wanted' | 'unwanted' | 'reconnect' | 'retry' }
  | LinkEvent
  | { readonly type: 'page'; readonly signal: PageSignal; readonly isOnline: boolean; readonly isVisible: boolean }

/** Without effect where there is no link. `stable`: it has stayed up; `silent`: a frame that was due did not come. */
interface LinkEvent {
  readonly type: 'opened' | 'ready' | 'stable' | 'silent' | 'refused' | 'closed'
}

export function createConnectionState(isTriedOnce = false): ConnectionState {
  return { ...fresh, isTriedOnce, attempt: 0, isAway: false, isOnline: true, isVisible: true }
}

const untried = { failures: 0, unopened: 0, refusals: 0 }
const fresh = { ...untried, phase: 'idle', retryMs: undefined, wasReady: false } as const

/** `random` is U(0, 1), drawn by the caller. */
export function advanceConnection(state: ConnectionState, event: ConnectionEvent, random: number): ConnectionState {
  const { phase } = state
  switch (event.type) {
    case 'wanted':
      return phase === 'idle' ? attempt(state) : state
    case 'unwanted':
      return phase === 'left' ? state : { ...state, ...fresh }
    case 'reconnect':
      return phase === 'idle' || phase === 'ready' ? state : attempt({ ...state, ...untried })
    case 'retry':
      return phase === 'waiting' || phase === 'refused' ? attempt(state) : state
    case 'page':
      return onPageSignal(state, event)
    default:
      return isLinked(state) ? onLinkEvent(state, event, random) : state
  }
}

/** The link says something, or fails to. */
function onLinkEvent(state: ConnectionState, event: LinkEvent, random: number): ConnectionState {
  switch (event.type) {
    case 'opened':
      return { ...state, phase: 'greeting' }
    case 'ready':
      return { ...state, phase: 'ready', wasReady: true, unopened: 0 }
    case 'stable':
      return { ...state, failures: 0, refusals: 0 }
    case 'refused':
      return fail({ ...state, refusals: state.refusals + 1 }, random)
    case 'silent':
    case 'closed':
      return fail({ ...state, unopened: state.phase === 'ready' ? 0 : state.unopened + Number(state.isOnline) }, random)
  }
}

export function isLinked({ phase }: ConnectionState): boolean {
  return phase === 'opening' || phase === 'greeting' || phase === 'ready'
}

/** The page says that nothing can work. It may be wrong: some web views are never online, or leave and never return. */
export function isSlowed({ isAway, isOnline }: ConnectionState): boolean {
  return isAway || !isOnline
}

/** A page whose timers run is not away, whatever it said. */
function attempt(state: ConnectionState): ConnectionState {
  return { ...state, phase: 'opening', attempt: state.attempt + 1, isAway: false }
}

/**
 * A second refusal is final: the first may have been of a credential that had expired. A failure without a network says
 * nothing of the service.
 */
function fail(state: ConnectionState, random: number): ConnectionState {
  const { isOnline, isTriedOnce, refusals, unopened, wasReady } = state
  if (isTriedOnce && (refusals || (unopened && !wasReady))) return { ...state, ...fresh, phase: 'left' }
  const failures = state.failures + Number(isOnline)
  const retryMs = isOnline ? getRetryDelay({ ...state, failures, random }) : slowedMs
  if (refusals > 1) return { ...state, phase: 'refused', failures, retryMs: undefined }
  return { ...state, phase: 'waiting', failures, retryMs }
}

/**
 * A page that goes closes its link; one that goes, or goes offline, slows its attempts down. One that is online again,
 * in view, in focus or awake skips the wait. A link that is up is left alone.
 */
function onPageSignal(state: ConnectionState, event: ConnectionEvent & { type: 'page' }): ConnectionState {
  const { isOnline, isVisible, signal } = event
  const isAway = signal === 'hide' || (signal === 'change' && !isVisible && state.isAway)
  const next = { ...state, isAway, isOnline, isVisible }
  const isWaiting = state.phase === 'waiting'
  if (isWaiting ? isAway || (state.isOnline && !isOnline) : isAway && isLinked(state))
    return { ...next, phase: 'waiting', retryMs: slowedMs }
  return isWaiting && (isVisible || (isOnline && !state.isOnline) || signal === 'wake') ? attempt(next) : next
}

export function toConnectionInfo({ isOnline, phase, refusals, unopened, wasReady }: ConnectionState): ConnectionInfo {
  switch (phase) {
    case 'idle':
    case 'left':
      return { status: 'idle' }
    case 'ready':
      return { status: 'connected' }
    default:
      if (refusals > 1) return { status: 'disconnected', reason: 'refused' }
      if (!isOnline) return { status: 'disconnected', reason: 'offline' }
      if (unopened >= unopenedLimit) return { status: 'disconnected', reason: 'unreachable' }
      return { status: wasReady ? 'reconnecting' : 'connecting' }
  }
}

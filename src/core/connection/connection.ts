import type { ConnectionInfo } from '../contract/status.js'
import {
  advanceConnection,
  createConnectionState,
  isLinked,
  isSlowed,
  toConnectionInfo,
  type ConnectionEvent,
} from './connectionState.js'
import type { Environment, PageSignal } from '../contract/environment.js'
import { createLinkSession, type LinkSession, type SessionEvents } from './linkSession.js'
import type { Live } from '../contract/protocol.js'
import type { Topic } from '../contract/topic.js'

/** How long a link must stay up before its failures are forgotten, in ms: a server may accept and then drop. */
const stableMs = 10_000

/** An engine's side of its connection. */
export interface ConnectionHost<Data> extends Omit<SessionEvents<Data>, 'beginTrials' | 'link'> {
  /** Told before the connection acts: a page that wakes needs a snapshot first. `isBack`: it shows that it lives. */
  page(signal: PageSignal, isBack: boolean): void
}

export interface Connection {
  getInfo(): ConnectionInfo
  /** True once the service has acknowledged the topic on the link that is up. */
  isAcknowledged(key: string): boolean
  /** When anything last came over the link, by the monotonic clock; -Infinity without a link. */
  getHeardAt(): number
  /** The page says that it is offline, or away: what is tried is tried slowly. */
  isSlowed(): boolean
  /** Opens while a topic is wanted, closes while none is, and has the service carry the wanted topics. */
  sync(): void
  /** Tries at once, also after a refusal; nothing where it is connected. */
  reconnect(): void
  /**
   * The link says nothing of a topic's news that came another way. Where nothing came over it since, it is taken for
   * dead; else the topic is subscribed anew on it. Where that was done already, and changed nothing, the link is
   * renewed; once for each topic, since all others pay for it.
   */
  suspectSilence(key: string, since: number): void
}

/** Keeps link and timer as `connectionState` says: one of each at most, and neither where nothing is wanted. */
export function createConnection<T extends Topic, Data, Out, In>(
  live: Live<T, Data, Out, In> | undefined,
  environment: Environment,
  wanted: ReadonlyMap<string, T>,
  on: ConnectionHost<Data>,
): Connection {
  const { clock, page, random } = environment
  let state = createConnectionState(live?.isTriedOnce)
  let session: LinkSession | undefined
  let stopTimer: (() => void) | undefined
  let stopWatching: (() => void) | undefined
  let acklessLinks = 0
  /** The first link on which a topic was subscribed anew; undefined from the second on, which isn't left for it. */
  const renewedOn = new Map<string, LinkSession | undefined>()
  const beginTrials = live?.trials?.(clock)

  function dispatch(event: ConnectionEvent) {
    const before = state
    if (event.type === 'silent' && before.phase !== 'ready') on.report('CONNECTION_FAILED', 'Not ready in time.')
    state = advanceConnection(state, event, random())
    const isNewLink = state.attempt !== before.attempt
    const isChanged = isNewLink || state.phase !== before.phase || state.retryMs !== before.retryMs
    if (isNewLink || !isLinked(state)) {
      session?.close()
      session = undefined
    }
    if (isChanged) startTimer()
    if (isNewLink) session = open()
    if (isChanged || state.isOnline !== before.isOnline) on.change()
  }

  /** How long the phase may last, and what its end means. */
  function startTimer() {
    stopTimer?.()
    const [type, ms] = !isLinked(state)
      ? (['retry', state.phase === 'refused' ? live?.refusedMs : state.retryMs] as const)
      : state.phase === 'ready'
        ? (['stable', stableMs] as const)
        : (['silent', live?.liveness.readyMs] as const)
    stopTimer = ms === undefined ? undefined : clock.after(ms, () => dispatch({ type }))
  }

  function open(): LinkSession | undefined {
    return (
      live &&
      createLinkSession(live, clock, wanted, {
        ...on,
        beginTrials,
        link(type) {
          // A new link cures a service that has lost its state, not one that never acks: that may push all the same.
          if (type !== 'silent' || acklessLinks++ === 0) dispatch({ type })
        },
        acknowledged(key) {
          acklessLinks = 0
          on.acknowledged(key)
        },
      })
    )
  }

  function onPageSignal(signal: PageSignal) {
    dispatch({ type: 'page', signal, isOnline: page.isOnline(), isVisible: page.isVisible() })
  }

  function sync() {
    for (const key of renewedOn.keys()) if (!wanted.has(key)) renewedOn.delete(key)
    if (wanted.size === 0) {
      stopWatching?.()
      stopWatching = undefined
    } else if (!stopWatching) {
      onPageSignal('change')
      // Listened to while somebody wants the connection, so that nothing is left behind.
      stopWatching = page.watch((signal) => {
        const isShown = page.isVisible() && (!state.isVisible || isSlowed(state))
        on.page(signal, signal !== 'hide' && (isShown || (page.isOnline() && !state.isOnline)))
        onPageSignal(signal)
        // The link may carry another choice of topics now.
        sync()
      })
    }
    const isNeeded = live && [...wanted.values()].some((topic) => live.carries?.(topic) !== false)
    dispatch({ type: isNeeded ? 'wanted' : 'unwanted' })
    session?.sync()
  }

  return {
    getInfo: () => ({ ...toConnectionInfo(state), ...session?.getInfo() }),
    isAcknowledged: (key) => session?.getSubscription(key) === 'acknowledged',
    getHeardAt: () => session?.getHeardAt() ?? -Infinity,
    isSlowed: () => isSlowed(state),
    sync,
    reconnect: () => dispatch({ type: 'reconnect' }),
    suspectSilence(key, since) {
      if (!session) return
      if (session.getHeardAt() < since || renewedOn.get(key) === session) return dispatch({ type: 'silent' })
      renewedOn.set(key, renewedOn.has(key) ? undefined : session)
      session.renew(key)
    },
  }
}

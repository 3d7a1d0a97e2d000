import {
  advanceConnection,
  createConnectionState,
  toConnectionInfo,
  type ConnectionEffect,
  type ConnectionEvent,
} from './connectionMachine.js'
import type { ConnectionInfo } from './connectionInfo.js'
import type { Environment, PageSignal } from './environment.js'
import { createLinkSession, type LinkSession, type SessionEvents } from './linkSession.js'
import type { Live, Topic } from './protocol.js'

export interface ConnectionOptions<T extends Topic, Data, Out, In> {
  readonly live: Live<T, Data, Out, In>
  readonly environment: Environment
  /** What is to be subscribed now. */
  readonly getWanted: () => ReadonlyMap<string, T>
  readonly on: Omit<SessionEvents<Data>, 'opened' | 'ready' | 'silent' | 'closed'> & {
    /** Also where only the phase behind the words changed. */
    change(info: ConnectionInfo): void
    /** Told before the connection acts on it: what a page that wakes needs first is a snapshot. */
    page(signal: PageSignal): void
  }
}

export interface Connection {
  getInfo(): ConnectionInfo
  /** Whether the service is known to push this topic's news over the link that is up. */
  isConfirmed(key: string): boolean
  /** When the link that is up last brought anything, by the monotonic clock. */
  getLastFrameAt(): number | undefined
  /** Opens where somebody wants something, closes where nobody does, and brings the service's subscriptions to what is wanted. */
  sync(): void
  /** Tries at once, also after a refusal. */
  reconnect(): void
  /** The link says nothing of news that came another way: it is taken for dead. */
  distrust(): void
  close(): void
}

/** Runs the transitions of `connectionMachine`: at most one link, one retry timer and one ready timer at any time. */
export function createConnection<T extends Topic, Data, Out, In>(
  options: ConnectionOptions<T, Data, Out, In>,
): Connection {
  const { environment, getWanted, live, on } = options
  const { clock, page } = environment
  const read = () => ({ isOnline: page.isOnline(), isVisible: page.isVisible() })
  let state = createConnectionState(read())
  let session: LinkSession | undefined
  let stopTimer = () => {}
  let stopReadyTimer = () => {}
  let stopWatching: (() => void) | undefined
  let acklessLinks = 0

  function dispatch(event: ConnectionEvent) {
    const [next, effects] = advanceConnection(state, event, environment.random())
    const isChanged = next.phase !== state.phase || next.isOnline !== state.isOnline || next.unopened !== state.unopened
    state = next
    if (event.type === 'ready') stopReadyTimer()
    for (const effect of effects) run(effect)
    if (isChanged) on.change(toConnectionInfo(state))
  }

  function run(effect: ConnectionEffect) {
    switch (effect.do) {
      case 'open':
        session = open()
        return
      case 'close':
        session?.close()
        session = undefined
        return
      case 'awaitReady':
        stopReadyTimer()
        stopReadyTimer = clock.after(live.liveness.readyMs, () => dispatch({ type: 'silent' }))
        return
      case 'startTimer':
        stopTimer()
        stopTimer = clock.after(effect.ms, () => dispatch({ type: effect.then }))
        return
      case 'stopTimer':
        stopTimer()
        stopReadyTimer()
    }
  }

  function open(): LinkSession {
    return createLinkSession<T, Data, Out, In>({
      live,
      clock,
      getWanted,
      on: {
        ...on,
        opened: () => dispatch({ type: 'opened' }),
        ready: () => dispatch({ type: 'ready' }),
        refused(code) {
          on.refused(code)
          dispatch({ type: 'refused' })
        },
        confirmed(key) {
          acklessLinks = 0
          on.confirmed(key)
        },
        // A service that has lost its state is cured by a new link; one that never acks is not, and may push all the same.
        silent: () => acklessLinks++ === 0 && dispatch({ type: 'silent' }),
        closed(reason) {
          session = undefined
          const isRefusal = reason.code !== undefined && live.refusals.includes(reason.code)
          if (isRefusal) on.refused(`CLOSE_${reason.code}`)
          dispatch(isRefusal ? { type: 'refused' } : { type: 'closed', opened: reason.opened })
        },
      },
    })
  }

  /** The page's signals are listened to while somebody wants the connection, so that nothing is left behind. */
  function watchPage() {
    dispatch({ type: 'page', ...read() })
    stopWatching = page.watch((signal) => {
      on.page(signal)
      dispatch(signal === 'change' ? { type: 'page', ...read() } : { type: signal })
    })
  }

  return {
    getInfo: () => toConnectionInfo(state),
    isConfirmed: (key) => state.phase === 'ready' && session?.isConfirmed(key) === true,
    getLastFrameAt: () => session?.lastFrameAt,
    sync() {
      if (getWanted().size === 0) {
        stopWatching?.()
        stopWatching = undefined
        if (state.phase !== 'idle') dispatch({ type: 'unwanted' })
        return
      }
      if (stopWatching === undefined) watchPage()
      if (state.phase === 'idle') dispatch({ type: 'wanted' })
      else if (state.phase === 'ready') session?.sync()
    },
    reconnect: () => dispatch({ type: 'reconnect' }),
    distrust: () => dispatch({ type: 'silent' }),
    close() {
      stopWatching?.()
      stopWatching = undefined
      dispatch({ type: 'unwanted' })
    },
  }
}

import { isRecord } from '../../protocols/shared/guards.js'

/** The part of Node's `process` that is used here. */
interface ServerProcess {
  readonly pid: number
  prependListener(event: 'SIGTERM', listener: () => void): unknown
  off(event: 'SIGTERM', listener: () => void): unknown
  listeners(event: 'SIGTERM'): readonly unknown[]
  kill(pid: number, signal: 'SIGTERM'): unknown
  exit(code: number): unknown
}

/** Marks the listeners of bridges, of whichever copy of this module: several bridges wait for each other. */
const mark = Symbol.for('onwire.bridge.signal')

/** The exit code of a process that SIGTERM has ended. */
const terminatedCode = 143

/** Closes a bridge when its process is asked to end: servers wait for streams, which don't end by themselves. */
export interface ProcessEnd {
  /** There is something to close. */
  watch(): void
  stop(): void
}

/**
 * - The listener is there from the first `watch` on, until `stop`. It is called before the app's: one that was added by
 *   `once` is gone afterwards, and the bridge would think that it listens alone.
 * - Where only bridges listen, the signal is sent again once all of them are closed: a listener keeps a process alive.
 *   A container's first process gets no signal that it doesn't listen to, so that it is ended in its place.
 * - Does nothing on edge runtimes, which have no such process.
 */
export function createProcessEnd(close: () => Promise<void>): ProcessEnd {
  const server = findProcess()
  let isWatching = false
  /** Nobody listened any more once this bridge had ceased to. */
  let wasLast = false

  const listener = Object.assign(
    () => {
      const isAlone = server?.listeners('SIGTERM').every(isMarked)
      void close().then(() => {
        stop()
        if (isAlone && wasLast) end()
      })
    },
    { [mark]: true },
  )

  function end() {
    if (server?.pid === 1) server.exit(terminatedCode)
    else server?.kill(server.pid, 'SIGTERM')
  }

  function stop() {
    if (!isWatching) return
    isWatching = false
    server?.off('SIGTERM', listener)
    wasLast = server?.listeners('SIGTERM').length === 0
  }

  return {
    watch() {
      if (!isWatching) server?.prependListener('SIGTERM', listener)
      isWatching = true
    },
    stop,
  }
}

const isMarked = (listener: unknown) => typeof listener === 'function' && mark in listener

function findProcess(): ServerProcess | undefined {
  const found: unknown = globalThis.process
  return isServerProcess(found) ? found : undefined
}

/** Edge runtimes have a `process` with an environment, and some of Node's functions without an effect. */
function isServerProcess(value: unknown): value is ServerProcess {
  return (
    isRecord(value) &&
    typeof value['pid'] === 'number' &&
    ['prependListener', 'off', 'listeners', 'kill', 'exit'].every((name) => typeof value[name] === 'function') &&
    !('EdgeRuntime' in globalThis) &&
    !('WebSocketPair' in globalThis)
  )
}

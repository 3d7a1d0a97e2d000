import type { CallerSignal } from './withLimit.js'

/** Has one listener at the signal, for any number of its own: Node warns of a signal that has more than ten. */
export function shareSignal(signal: AbortSignal): CallerSignal {
  const listeners = new Set<() => void>()
  signal.addEventListener('abort', () => [...listeners].forEach((listener) => listener()))
  return {
    get aborted() {
      return signal.aborted
    },
    addEventListener: (_type, listener) => void listeners.add(listener),
    removeEventListener: (_type, listener) => void listeners.delete(listener),
  }
}

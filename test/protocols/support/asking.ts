import type { Asking } from '../../../src/core/contract/protocol.js'

/** Asks at once, with one signal. */
export function askingWith<Data>(signal: AbortSignal, more: Partial<Asking<Data>> = {}): Asking<Data> {
  return { known: undefined, limit: 100, range: undefined, request: (run) => run(signal), ...more }
}

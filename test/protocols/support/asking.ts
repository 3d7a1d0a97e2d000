import type { FetchContext } from '../../../src/core/contract/fetchContext.js'

/** Asks at once, with one signal. */
export function askingWith<Data>(signal: AbortSignal, more: Partial<FetchContext<Data>> = {}): FetchContext<Data> {
  return { current: undefined, limit: 100, range: undefined, request: (run) => run(signal), ...more }
}

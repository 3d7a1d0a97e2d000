import { createSystemClock } from 'onwire/testing'

/** A step of a story that comes when the test says so, in ms. */
export const later = 1e9

/** A clock whose far future comes, one thing at a time, when it is told. */
export function createTurns() {
  const clock = createSystemClock()
  const planned: { readonly ms: number; readonly run: () => void }[] = []
  return {
    clock: {
      ...clock,
      setTimeout: (run: () => void, ms: number) => (ms < later ? clock.setTimeout(run, ms) : planned.push({ ms, run })),
    },
    turn() {
      planned.sort((one, other) => one.ms - other.ms)
      planned.shift()?.run()
    },
  }
}

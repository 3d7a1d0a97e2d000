import type { Clock } from '../contract/environment.js'

/**
 * Creates a timer that is set to a moment of the monotonic clock, in ms; Infinity for never.
 *
 * Set to the same moment again it is left alone: a connection that comes up sets thousands.
 */
export function createAlarm(clock: Pick<Clock, 'after' | 'now'>, ring: () => void): (at: number) => void {
  let setTo = Infinity
  let stop: (() => void) | undefined

  function onTime() {
    setTo = Infinity
    ring()
  }

  return (at) => {
    if (at === setTo) return
    stop?.()
    setTo = at
    stop = at < Infinity ? clock.after(at - clock.now(), onTime) : undefined
  }
}

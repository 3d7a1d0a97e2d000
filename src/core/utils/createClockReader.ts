import { toClockOffset } from './toClockOffset.js'

/** Reads how far a service's clock is ahead, in ms, from each time that it says: see `toClockOffset`. */
export type ReadClock = (serviceMs: number, localMs: number, errorMs: number) => number

export function createClockReader(): ReadClock {
  let offsetMs = 0
  return (...reading) => {
    offsetMs = toClockOffset(offsetMs, ...reading)
    return offsetMs
  }
}

import { SimulatorError } from './simulatorError.js'

/** Throws for a speed at which no scenario can be played. */
export function assertSpeed(speed: number): void {
  if (speed > 0 && Number.isFinite(speed)) return
  throw new SimulatorError({
    code: 'BAD_SPEED',
    what: `The speed is ${speed}.`,
    why: 'A scenario cannot be played at that speed.',
    remedy: 'Pass a number above 0: 2 plays it twice as fast.',
  })
}

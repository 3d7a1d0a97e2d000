/** Units of time, the largest first, in ms. */
export const ageUnits = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const

/**
 * Returns how long ago a time in unix ms was, in whole units of the largest that fits. A clock that is a little ahead
 * of ours reads as now.
 */
export function toAge(time: number) {
  const passedMs = Math.max(0, Date.now() - time)
  const [unit, unitMs] = ageUnits.find(([, ms]) => passedMs >= ms) ?? ageUnits[3]
  return { unit, count: Math.floor(passedMs / unitMs), untilNextMs: unitMs - (passedMs % unitMs) }
}

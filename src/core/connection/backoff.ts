/** The longest wait before the first retry of a visible page, in ms: a server that restarts drops everybody at once. */
const firstVisibleMs = 5_000
const stepMs = 10_000
const capMs = 60_000
/** The wait before each attempt of a page that says it is offline, or away, in ms. */
export const slowedMs = capMs
/** Attempts in a row that never got ready, after which the service is called refused or unreachable. */
export const unopenedLimit = 5

export interface RetryFacts {
  /** Failures in a row, 1 for the first. */
  readonly failures: number
  readonly unopened: number
  readonly isVisible: boolean
  /** U(0, 1). */
  readonly random: number
}

/**
 * How long to wait before the next attempt, in ms.
 *
 * - Visible pages are back within 5 s of the first failure; hidden ones come U(5 s, 60 s) later, out of their way.
 * - After that full jitter below an exponential that ends at 60 s.
 * - What never gets ready is tried near the cap.
 */
export function getRetryDelay({ failures, unopened, isVisible, random }: RetryFacts): number {
  if (unopened >= unopenedLimit) return capMs * (0.75 + random / 4)
  if (!isVisible) return firstVisibleMs + random * (capMs - firstVisibleMs)
  if (failures <= 1) return random * firstVisibleMs
  return random * Math.min(capMs, stepMs * 2 ** (failures - 2))
}

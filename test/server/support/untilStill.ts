import { expect, vi } from 'vitest'

/** Waits until a count has begun and stays what it is, from one look to the next. */
export async function untilStill(count: () => number): Promise<void> {
  let last = 0
  await vi.waitFor(
    () => {
      const now = count()
      const isStill = now > 0 && now === last
      last = now
      expect(isStill).toBe(true)
    },
    { timeout: 30_000, interval: 100 },
  )
}

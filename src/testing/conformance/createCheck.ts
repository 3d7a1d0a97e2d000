import { createChance } from './createChance.js'
import type { Check } from './framework.js'

/**
 * A check by seeded chance. What it throws names the seed, and holds the failure as its `cause`.
 * `runs` is how often it draws, 100 by default; `seed` the first of its seeds, 1 by default.
 */
export function createCheck({ runs = 100, seed = 1 }: { readonly runs?: number; readonly seed?: number } = {}): Check {
  return (holds) => {
    for (let nth = seed; nth < seed + runs; nth += 1) {
      try {
        holds(createChance(nth))
      } catch (cause) {
        throw new Error(`It doesn't hold for what the seed ${nth} draws. ${String(cause)}`, { cause })
      }
    }
  }
}

import { createRandom } from '../kit/random.js'
import { type Chance, drawList } from './chance.js'
import { drawJunk } from './junk.js'

/** Seeded chance: equal seeds draw equal values on every machine. */
export function createChance(seed: number): Chance {
  const random = createRandom(seed)
  const chance: Chance = {
    integer: (from, to) => from + Math.floor(random.next() * (to - from + 1)),
    text() {
      const highest = [0x7f, 0xff, 0xffff][chance.integer(0, 2)] ?? 0
      return drawList(chance, () => String.fromCharCode(chance.integer(0, highest)), 0, 30).join('')
    },
    junk: () => drawJunk(chance, 3),
  }
  return chance
}

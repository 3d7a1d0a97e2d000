/** Seeded randomness: equal seeds give equal ids, hashes and delays on every machine. */
export interface Random {
  /** At least 0, below 1. */
  next(): number
  /** `length` characters out of `alphabet`. */
  text(length: number, alphabet: string): string
}

export const hexDigits = '0123456789abcdef'
export const base36Digits = '0123456789abcdefghijklmnopqrstuvwxyz'
export const base58Digits = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** Mulberry32: 32 bits of state, ample for fakes and no use for secrets. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    text(length, alphabet) {
      let text = ''
      for (let index = 0; index < length; index += 1) {
        text += alphabet.charAt(Math.floor(next() * alphabet.length))
      }
      return text
    },
  }
}

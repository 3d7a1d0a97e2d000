/** What a text costs for each character, as a multiple of what a short one costs. */
export interface Growth {
  readonly size: number
  readonly factor: number
}

/** Between one of these and the next, work that doubles with each character becomes 16 times as dear. */
const tinySizes = [16, 20, 24, 28, 32, 36, 40]
/** What seems dear is measured so often: another process may have taken the core meanwhile. */
const mostRuns = 20
/** What takes longer, in ms, and seems dear, is dear on any machine. */
const certainMs = 100
/** Reading a few dozen characters takes a thousandth of it on any machine. */
const tinyMs = 20

const readingMs = measureReading()

export interface GrowthOptions {
  /** What costs more than so many times as much for each character as with the shortest text is dear. */
  readonly most?: number
  /** 4 KB by default. Work that makes many texts is measured against a longer one: a few need no collection. */
  readonly shortest?: number
  /** Multiples of the shortest: the same number of characters is read either way. 16 and 64 KB by default. */
  readonly sizes?: readonly number[]
  /** What takes less than so many times as long as reading each character once is cheap. */
  readonly cheapFactor?: number
}

/**
 * Finds the size from which on work is dear.
 *
 * Robust on a busy machine: times are minima of alternating runs, both sides read equally many characters, and what
 * is cheap passes at once.
 */
export function findSuperlinear(
  work: (text: string) => unknown,
  toText: (size: number) => string,
  { cheapFactor = 40, most = 3, shortest = 4_096, sizes = [16_384, 65_536] }: GrowthOptions = {},
): Growth | undefined {
  // One that doubles with each character would never come to an end with the sizes below.
  for (const size of tinySizes) {
    const tiny = toText(size)
    const ms = Math.min(...Array.from({ length: 3 }, () => measure(() => work(tiny))))
    if (ms > tinyMs) return { size, factor: Math.round(ms / readingMs) }
  }
  const short = toText(shortest)
  for (const size of sizes) {
    const text = toText(size)
    if (measure(() => work(text)) <= (cheapFactor * readingMs * size) / 65_536) continue
    const readShort = () => {
      for (let read = 0; read < size; read += shortest) work(short)
    }
    const factor = compare(() => work(text), readShort, most)
    if (factor > most) return { size, factor: Math.round(factor) }
  }
  return undefined
}

function compare(long: () => unknown, short: () => unknown, most: number): number {
  let [longMs, shortMs] = [Infinity, Infinity]
  for (let run = 0; run < mostRuns; run += 1) {
    shortMs = Math.min(shortMs, measure(short))
    longMs = Math.min(longMs, measure(long))
    if (longMs <= most * shortMs || (run >= 2 && longMs > certainMs)) break
  }
  return longMs / shortMs
}

/** The time that reading each character of a text takes, in ms: the least of several runs. */
function measureReading(): number {
  const text = 'a'.repeat(65_536)
  const read = () => {
    let sum = 0
    for (let index = 0; index < text.length; index += 1) sum += text.charCodeAt(index)
    return sum
  }
  return Math.min(...Array.from({ length: 20 }, () => measure(read)))
}

function measure(work: () => unknown): number {
  const startedAt = performance.now()
  work()
  return performance.now() - startedAt
}

import type { Interval } from '../contract/feed.js'

/** Unites the numbers that lie in any of them, lowest first; neighbours are joined. */
export function unite(intervals: readonly Interval[]): readonly Interval[] {
  const united: Interval[] = []
  for (const { from, to } of [...intervals].sort((a, b) => a.from - b.from)) {
    const last = united.at(-1)
    if (!last || from > last.to + 1) united.push({ from, to })
    else united[united.length - 1] = { from: last.from, to: Math.max(last.to, to) }
  }
  return united
}

/** Finds the numbers between their ends that lie in none of them. */
export function getHoles(intervals: readonly Interval[]): readonly Interval[] {
  const united = unite(intervals)
  return united.slice(1).map(({ from }, index) => ({ from: (united[index]?.to ?? 0) + 1, to: from - 1 }))
}

/** Finds the numbers that lie in both. */
export function intersect(some: readonly Interval[], others: readonly Interval[]): readonly Interval[] {
  return some.flatMap((part) =>
    others.flatMap((other) => {
      const both = { from: Math.max(part.from, other.from), to: Math.min(part.to, other.to) }
      return both.from <= both.to ? [both] : []
    }),
  )
}

/** Finds the numbers that lie in some, and in none of the others. */
export function subtract(some: readonly Interval[], others: readonly Interval[]): readonly Interval[] {
  const cut = (parts: readonly Interval[], { from, to }: Interval) =>
    parts.flatMap((part) => [
      { from: part.from, to: Math.min(part.to, from - 1) },
      { from: Math.max(part.from, to + 1), to: part.to },
    ])
  return others.reduce<readonly Interval[]>(
    (parts, other) => cut(parts, other).filter(({ from, to }) => from <= to),
    some,
  )
}

export function isWithin(position: number, { from, to }: Interval): boolean {
  return from <= position && position <= to
}

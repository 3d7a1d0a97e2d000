/** Far more than a bridge has names of its own. A protocol from elsewhere may report codes without end. */
const maxNames = 100

export interface NameCounts {
  add(name: string): void
  get(): Readonly<Record<string, number>>
}

/** Counts by names. Beyond a hundred different ones, all further ones are `'other'`. */
export function createNameCounts(): NameCounts {
  const counts = new Map<string, number>()
  return {
    add(received) {
      const name = counts.has(received) || counts.size < maxNames ? received : 'other'
      counts.set(name, (counts.get(name) ?? 0) + 1)
    },
    get: () => Object.fromEntries(counts),
  }
}

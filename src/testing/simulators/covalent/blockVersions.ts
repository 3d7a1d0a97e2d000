import type { CovalentBlock } from './covalentBlock.js'

/** A block as it stood from one moment on, by the service's clock in ms. */
interface BlockVersion {
  readonly at: number
  readonly block: CovalentBlock
}

/** The blocks of a chain as they stood a while ago: an index that lags knows no others. */
export interface BlockVersions {
  /** `at` is now by default; `-Infinity` for a block that has always stood there. */
  add(block: CovalentBlock, at?: number): void
  forget(height: number): void
  /** Those that stood there `agoMs` ago, in any order. */
  at(agoMs: number): CovalentBlock[]
}

/** How long ago can be asked about, in ms. */
const keptMs = 300_000

export function createBlockVersions(now: () => number): BlockVersions {
  const versions = new Map<number, readonly BlockVersion[]>()
  const findLast = (all: readonly BlockVersion[], until: number) => all.filter(({ at }) => at <= until).at(-1)
  return {
    add(block, at = now()) {
      const before = versions.get(block.height) ?? []
      const oldest = findLast(before, now() - keptMs)
      const recent = before.filter((version) => version.at > now() - keptMs && version.at < at)
      const kept = oldest && oldest.at < at ? [oldest, ...recent] : recent
      versions.set(block.height, [...kept, { at, block }])
    },
    forget: (height) => versions.delete(height),
    at: (agoMs) => [...versions.values()].flatMap((all) => findLast(all, now() - agoMs)?.block ?? []),
  }
}

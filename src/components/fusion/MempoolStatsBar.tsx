import type { MempoolStatsData } from '../../protocols/fusion/index.js'

interface MempoolStatsBarProps {
  readonly stats: MempoolStatsData | undefined
  /** The parts, in their order. */
  readonly names: readonly (keyof MempoolStatsData)[]
}

/**
 * Draws the counts as parts of one whole: of the total, or of their sum where that is more. The list says the same in
 * words. It has attributes and no style, which strict pages forbid in a server's HTML.
 */
export function MempoolStatsBar({ names, stats = {} }: MempoolStatsBarProps) {
  const ends = names.reduce<readonly number[]>(
    (all, name) => [...all, (all.at(-1) ?? 0) + Math.max(0, stats[name] ?? 0)],
    [],
  )
  const whole = Math.max(1, stats.total ?? 0, ends.at(-1) ?? 0)
  return (
    <svg data-slot="ow-stats-bar" viewBox={`0 0 ${whole} 1`} preserveAspectRatio="none" aria-hidden>
      {names.map((name, nth) => {
        const [start, end] = [ends[nth - 1] ?? 0, ends[nth] ?? 0]
        return end > start && <rect key={name} data-name={name} x={start} width={end - start} height="1" />
      })}
    </svg>
  )
}

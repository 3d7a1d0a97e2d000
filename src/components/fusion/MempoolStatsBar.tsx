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
  const counts = names.map((name) => ({ name, count: Math.max(0, stats[name] ?? 0) }))
  const whole = Math.max(
    1,
    stats.total ?? 0,
    counts.reduce((sum, { count }) => sum + count, 0),
  )
  let x = 0
  return (
    <svg data-slot="ow-stats-bar" viewBox={`0 0 ${whole} 1`} preserveAspectRatio="none" aria-hidden>
      {counts.flatMap(({ count, name }) => {
        if (count === 0) return []
        x += count
        return <rect key={name} data-name={name} x={x - count} width={count} height="1" />
      })}
    </svg>
  )
}

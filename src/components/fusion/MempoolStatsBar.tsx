'use client'

import { getOwn } from '../../core/utils/getOwn.js'
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
  const parts = names.reduce<readonly Part[]>((before, name) => {
    const last = before.at(-1)
    return [...before, { name, x: last ? last.x + last.width : 0, width: Math.max(0, getOwn({ ...stats }, name) ?? 0) }]
  }, [])
  const last = parts.at(-1)
  const whole = Math.max(1, stats.total ?? 0, last ? last.x + last.width : 0)
  return (
    <svg data-slot="ow-stats-bar" viewBox={`0 0 ${whole} 1`} preserveAspectRatio="none" aria-hidden>
      {parts.map(({ name, ...place }) => place.width > 0 && <rect key={name} data-name={name} {...place} height="1" />)}
    </svg>
  )
}

interface Part {
  readonly name: string
  readonly x: number
  readonly width: number
}

'use client'

import { useEffect, useState } from 'react'
import type { Timeline } from '../../core/contract/timeline.js'
import type { RelayStatus } from '../../protocols/relay/index.js'
import { useOnwire } from '../../react/client/OnwireProvider.js'

/** A quote that was watched for so long without a deposit is taken for an abandoned one, in ms. */
const abandonedMs = 300_000

/**
 * Tells that a deposit, or what follows it, takes longer than is usual. Time is counted between the service's own
 * times, and from then on by the page's monotonic clock: no wrong clock makes anything late.
 */
export function useLateness(
  data: RelayStatus | undefined,
  phase: Timeline['phase'],
  expectedMs: number | undefined,
): boolean {
  const { clock } = useOnwire().environment
  const [late, setLate] = useState<string>()
  const awaited = data && `${phase} ${data.requestId}`
  const limitMs = phase === 'waiting' ? abandonedMs : phase === 'processing' ? expectedMs : undefined
  // No number that isn't one makes anything late.
  const leftMs = limitMs && limitMs > 0 ? limitMs - toPassedMs(data) : undefined
  useEffect(() => {
    if (!awaited || leftMs === undefined) return
    return clock.after(Math.max(0, leftMs), () => setLate(awaited))
  }, [awaited, clock, leftMs])
  return leftMs !== undefined && late === awaited
}

/** How much time has passed since the deposit, as far as the service's times tell. */
function toPassedMs(data: RelayStatus | undefined): number {
  const changes = data?.history.filter(({ at, status }) => at && status !== 'waiting') ?? []
  return (changes.at(-1)?.at ?? 0) - (changes[0]?.at ?? 0)
}

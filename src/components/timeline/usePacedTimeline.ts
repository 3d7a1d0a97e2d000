'use client'

import { useEffect, useState } from 'react'
import type { Timeline } from '../../core/contract/timeline.js'

/** The newest state is drawn at most so much later than it came, in ms. */
const mostLateMs = 2000

interface Pace {
  readonly shown: Timeline
  /** These have come, and are drawn next, one by one. */
  readonly waiting: readonly Timeline[]
  /** How many have been shown. */
  readonly turn: number
  /** True once `shown` has stood for long enough. */
  readonly isOver: boolean
  readonly stepMs: number
}

/**
 * Returns the timeline as it is to be drawn, so that a burst can be read.
 *
 * - Each change of a step or of the phase is drawn for `minMs` before the next one, and all of them in order.
 * - The newest is drawn 2 s late at most: the more there are, the faster they go.
 * - A change that moves no step is drawn at once.
 * - With 0 nothing waits.
 */
export function usePacedTimeline(timeline: Timeline, minMs: number): Timeline {
  const [last, setPace] = useState<Pace>({ shown: timeline, waiting: [], turn: 0, isOver: true, stepMs: minMs })
  const pace = minMs > 0 ? receive(last, timeline, minMs) : last
  if (pace !== last) setPace(pace)
  const { isOver, stepMs, turn } = pace
  useEffect(() => {
    if (isOver) return undefined
    const timer = setTimeout(() => setPace((pace) => (pace.turn === turn ? goOn(pace) : pace)), stepMs)
    return () => clearTimeout(timer)
  }, [isOver, stepMs, turn])
  return minMs > 0 ? pace.shown : timeline
}

function receive(pace: Pace, timeline: Timeline, minMs: number): Pace {
  const { isOver, shown, turn, waiting } = pace
  const newest = waiting.at(-1) ?? shown
  if (newest === timeline) return pace
  if (toLook(newest) === toLook(timeline))
    return waiting.length > 0 ? { ...pace, waiting: [...waiting.slice(0, -1), timeline] } : { ...pace, shown: timeline }
  if (isOver) return { shown: timeline, waiting, turn: turn + 1, isOver: false, stepMs: minMs }
  const all = [...waiting, timeline]
  return { ...pace, waiting: all, stepMs: Math.min(minMs, mostLateMs / all.length) }
}

function goOn(pace: Pace): Pace {
  const [next, ...waiting] = pace.waiting
  return next ? { ...pace, shown: next, waiting, turn: pace.turn + 1 } : { ...pace, isOver: true }
}

/** Names all that a person sees move. */
const toLook = ({ isFinal, outcome, phase, steps }: Timeline) =>
  [phase, outcome, isFinal, ...steps.map(({ id, state }) => `${id} ${state}`)].join()

'use client'

import { createContext, useContext } from 'react'
import { OnwireError } from '../../core/errors.js'
import type { Timeline, TimelineStep, TimelineTransaction } from '../../core/timeline.js'

export interface TimelineRoot {
  readonly timeline: Timeline
  /** Whether nothing has been heard yet, so that `timeline` is only a sketch of what will come. */
  readonly isPending: boolean
  readonly getTransactionHref?: ((transaction: TimelineTransaction) => string | undefined) | undefined
}

export const TimelineContext = createContext<TimelineRoot | undefined>(undefined)
export const StepContext = createContext<TimelineStep | undefined>(undefined)

/** The surrounding root, unless the part was given a timeline of its own. */
export function useTimelineRoot(part: string, given?: Timeline): TimelineRoot {
  const root = useContext(TimelineContext)
  if (given) return { timeline: given, isPending: false }
  if (root) return root
  throw new OnwireError({
    code: 'NO_TIMELINE_ROOT',
    what: `<${part}> is outside <StatusTimeline.Root>.`,
    why: 'It takes its state from there.',
    remedy: 'Put it inside <StatusTimeline.Root timeline={…}>.',
  })
}

/** The step of the surrounding item. */
export function useTimelineStep(part: string): TimelineStep {
  const step = useContext(StepContext)
  if (step) return step
  throw new OnwireError({
    code: 'NO_TIMELINE_ITEM',
    what: `<${part}> is outside <StatusTimeline.Item>.`,
    why: 'It takes its step from there.',
    remedy: 'Put it inside <StatusTimeline.Item step={…}>, which stands in a <StatusTimeline.Root timeline={…}>.',
  })
}

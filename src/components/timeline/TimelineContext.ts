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
  return given ? { timeline: given, isPending: false } : (root ?? fail(part, 'Root timeline'))
}

/** The step of the surrounding item. */
export function useTimelineStep(part: string): TimelineStep {
  return useContext(StepContext) ?? fail(part, 'Item step')
}

function fail(part: string, needed: string): never {
  throw new OnwireError({
    code: 'OUTSIDE_ITS_ROOT',
    what: `<${part}> stands outside <StatusTimeline.${needed}={…}>, from which it takes its state.`,
    remedy: 'Put it inside one. All parts stand in a <StatusTimeline.Root>.',
  })
}

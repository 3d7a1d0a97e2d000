import type { Timeline, TimelineStep } from '../../core/contract/timeline.js'

/** A timeline's root and badge carry it for stylesheets and tools, as `data-phase`, `data-outcome` and `data-final`. */
export interface TimelineState {
  readonly phase: string
  readonly outcome: string | undefined
  readonly final: boolean
}

/** A timeline's item and its parts carry it, as `data-step` and `data-state`. */
export interface ItemState {
  readonly step: string
  readonly state: TimelineStep['state']
}

export function toTimelineState({ phase, outcome, isFinal }: Timeline): TimelineState {
  return { phase, outcome, final: isFinal }
}

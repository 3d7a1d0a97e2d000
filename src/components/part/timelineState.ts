import type { Timeline, TimelineStep } from '../../core/contract/timeline.js'

/**
 * A timeline's root and badge carry it for stylesheets and tools: `data-phase`, `data-outcome`, `data-final`,
 * `data-late`.
 */
export interface TimelineState {
  readonly phase: string
  readonly outcome: string | undefined
  readonly final: boolean
  readonly late: boolean
}

/** A timeline's item and its parts carry it, as `data-step` and `data-state`. */
export interface ItemState {
  readonly step: string
  readonly state: TimelineStep['state']
}

export function toTimelineState({ phase, outcome, isFinal, isLate = false }: Timeline): TimelineState {
  return { phase, outcome, final: isFinal, late: isLate }
}

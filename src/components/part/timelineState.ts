import type { Timeline, TimelineStep } from '../../core/contract/timeline.js'

/**
 * A timeline's root and badge carry it for stylesheets and tools: `data-phase`, `data-outcome`, `data-final`,
 * `data-late`.
 */
export interface TimelineState {
  /** How far it has come. */
  readonly phase: Timeline['phase']
  /** The way it has ended, or ends unless a refund comes. */
  readonly outcome: Timeline['outcome']
  /** Nothing more comes. */
  readonly final: boolean
  /** It takes longer than was expected. */
  readonly late: boolean
}

/** A timeline's item and its parts carry it, as `data-step` and `data-state`. */
export interface ItemState {
  /** The step's id. */
  readonly step: string
  /** How far the step has come. */
  readonly state: TimelineStep['state']
}

export function toTimelineState({ phase, outcome, isFinal, isLate = false }: Timeline): TimelineState {
  return { phase, outcome, final: isFinal, late: isLate }
}

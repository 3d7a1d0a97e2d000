import type { Timeline } from '../../core/contract/timeline.js'
import type { ConnectionView } from './toConnectionWord.js'

/** A timeline's root and badge carry it for stylesheets and tools, as `data-phase`, `data-outcome` and `data-final`. */
export interface TimelineState {
  readonly phase: string
  readonly outcome: string | undefined
  readonly final: boolean
}

export function toTimelineState({ phase, outcome, isFinal }: Timeline): TimelineState {
  return { phase, outcome, final: isFinal }
}

/** Roots and indicators carry it, as `data-connection`, `data-reason` and `data-transport`. */
export interface ConnectionAttributes {
  readonly connection: string | undefined
  readonly reason: string | undefined
  readonly transport: string | undefined
}

export function toConnectionAttributes({
  status,
  reason,
  transport,
}: Partial<ConnectionView> = {}): ConnectionAttributes {
  return { connection: status, reason, transport }
}

import type { Timeline } from '../../core/contract/timeline.js'
import type { ConnectionView } from './toConnectionWord.js'

/** What a timeline's root and badge tell stylesheets and tools, as `data-phase`, `data-outcome`, `data-final` and so on. */
export type TimelineState = {
  readonly phase: string
  readonly outcome: string | undefined
  readonly final: boolean
}

export function toTimelineState({ phase, outcome, isFinal }: Timeline): TimelineState {
  return { phase, outcome, final: isFinal }
}

export type ConnectionAttributes = {
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

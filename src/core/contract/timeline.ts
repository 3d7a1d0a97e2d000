/** The shape that any protocol's data is drawn from. Steps are shown before they happen. */
export interface Timeline {
  readonly phase: TimelinePhase
  /** The end, as far as it is known: a `failure` with `isFinal: false` is provisional. */
  readonly outcome?: TimelineOutcome
  /** Nothing more is expected. */
  readonly isFinal: boolean
  readonly steps: readonly TimelineStep[]
  /** The service's own word for where things are, unchanged. */
  readonly protocolStatus?: string
  /** The data that it was made of. */
  readonly raw?: unknown
}

/**
 * - `unknown`: the service doesn't know it, or nothing has been heard yet.
 * - `waiting`: for somebody's deposit or signature.
 * - `processing`: the service is at work.
 * - `provisional`: it has failed, and may still be refunded.
 * - `settled`: it has ended.
 */
export type TimelinePhase = 'unknown' | 'waiting' | 'processing' | 'provisional' | 'settled'

export type TimelineOutcome = 'success' | 'failure' | 'refund' | 'cancelled'

export type StepState = 'upcoming' | 'current' | 'complete' | 'warning' | 'error' | 'skipped'

export interface TimelineStep {
  /** Stable, and the key of its words: `'deposit'`. */
  readonly id: string
  readonly state: StepState
  /** When it happened, by the service's clock, in unix ms. */
  readonly at?: number
  /** The service's own words for what went wrong, where it gave any. */
  readonly detail?: string
  readonly transactions: readonly TimelineTransaction[]
}

export interface TimelineTransaction {
  readonly hash: string
  /** Absent where it isn't surely known: no link is made from a guess. */
  readonly chainId?: number
}

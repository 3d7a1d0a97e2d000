/** The shape that any protocol's data is drawn from. Steps are shown before they happen. */
export interface Timeline {
  readonly phase: TimelinePhase
  /** The end, as far as it is known: a `failure` with `isFinal: false` is provisional. */
  readonly outcome?: TimelineOutcome
  /** Nothing more is expected. */
  readonly isFinal: boolean
  /** It takes longer than was expected. */
  readonly isLate?: boolean
  /** Why it has failed, and if the money comes back. Only of a failure, and where the service tells codes. */
  readonly reason?: TimelineReason
  readonly steps: readonly TimelineStep[]
  /** The money that moves, as far as the service tells, or the app knows. */
  readonly summary?: TimelineSummary
  /** When the service's work began, by the service's clock, in unix ms: the deposit was there. */
  readonly startedAt?: number
  /** How long it is expected to take from `startedAt` on, in ms. */
  readonly expectedMs?: number
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

export interface TimelineReason {
  /** The service's own code, where it gave one. Lists of codes are open. */
  readonly code?: string
  readonly refund: Refundability
}

/**
 * - `none`: nothing comes back by itself, nor is there anything to come back.
 * - `manual`: somebody has to ask for it.
 * - `automatic`: it should come back by itself.
 * - `unknown`: it may.
 */
export type Refundability = 'none' | 'manual' | 'automatic' | 'unknown'

export interface TimelineSummary {
  /** The service's id of it, as people quote it to support. */
  readonly id?: string
  readonly from?: TimelineSide | undefined
  readonly to?: TimelineSide | undefined
}

/** One end of a route. */
export interface TimelineSide {
  /** The chain's id, or the service's name for it. */
  readonly chain?: number | string
  /** A decimal number in whole units of the currency: `'99.87'`. */
  readonly amount?: string
  /** The currency, as people write it: `'USDC'`. */
  readonly symbol?: string
}

export type TimelineOutcome = 'success' | 'failure' | 'refund' | 'cancelled'

export type StepState = 'upcoming' | 'current' | 'complete' | 'warning' | 'error' | 'skipped'

export interface TimelineStep {
  /** Stable, and the key of its words: `'deposit'`. */
  readonly id: string
  readonly state: StepState
  /** When it happened, by the service's clock, in unix ms. A current step began then. */
  readonly at?: number
  /** When a step that is over began, by the service's clock, in unix ms. */
  readonly startedAt?: number
  /** The service's own words for what went wrong, where it gave any. */
  readonly detail?: string
  readonly transactions: readonly TimelineTransaction[]
}

export interface TimelineTransaction {
  readonly hash: string
  /** Absent where it isn't surely known: no link is made from a guess. */
  readonly chainId?: number
}

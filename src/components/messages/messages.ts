import type {
  Refundability,
  StepState,
  Timeline,
  TimelineOutcome,
  TimelinePhase,
} from '../../core/contract/timeline.js'

/**
 * A step's title: one for all its states, or some of its own for certain states beside `default`. A `warning` without
 * one takes that of `error`.
 */
export type StepTitle = string | ({ readonly default: string } & Partial<Record<StepState, string>>)

/** Two sentences for a service's code. */
export interface ReasonWords {
  readonly what: string
  /** Says what a person can do now. */
  readonly next: string
}

/** The connection in one word, as it is shown. */
export type ConnectionWord =
  | 'live'
  | 'connecting'
  | 'polling'
  | 'stale'
  | 'reconnecting'
  | 'refused'
  | 'unreachable'
  | 'offline'
  | 'idle'

/**
 * Every word that components say. A word with parameters is a function, so that any language can put them where they
 * belong.
 *
 * These are the words that no family of components has for itself. A family declares its own group in this interface
 * (`declare module`), beside its English words: a page that draws no feed loads none of a feed's words.
 */
export interface Messages {
  /** The accessible name of a timeline that has no `title`; its news begin with it. */
  readonly transferName: (shortId: string) => string
  /** The accessible name of the list of steps. */
  readonly steps: string
  /** A badge says this until there is an outcome. */
  readonly phases: Readonly<Record<TimelinePhase, string>>
  /** A badge says this once there is an outcome. */
  readonly outcomes: Readonly<Record<TimelineOutcome, string>>
  /** The live region says this at a change of phase; `label` is the badge's word for it. */
  readonly announcement: (label: string, timeline: Timeline) => string
  /** A step's state as text, for those who don't see its sign. */
  readonly states: Readonly<Record<StepState, string>>
  /** By the step's `id`. */
  readonly titles: Readonly<Record<string, StepTitle>>
  /** The current step says this of itself, by the step's `id`. */
  readonly descriptions: Readonly<Record<string, string>>
  /**
   * Other current steps say this, by the service's own word for the status. A word that isn't here is shown as it is.
   */
  readonly statuses: Readonly<Record<string, string>>
  /** Why something failed, by the service's own code. One that isn't here is shown as it is. */
  readonly reasons: Readonly<Record<string, ReasonWords>>
  /** The step of the refund says this; `descriptions` where there is nothing here. */
  readonly refunds: Readonly<Partial<Record<Refundability, string>>>
  readonly connection: Readonly<Record<ConnectionWord, string>>
  readonly reconnect: string
  /** The accessible name of a transaction's link; `shortHash` is what is seen. */
  readonly transaction: (shortHash: string) => string
  readonly loading: string
  /** Nothing could be loaded so far. */
  readonly failed: (error: unknown) => string
  /** The shown data were loaded, and nothing newer can be. */
  readonly stale: string
  readonly retry: string
  /** The service has not heard of the id. */
  readonly unknown: string
  /** It takes longer than was expected. */
  readonly late: string
  /** It has waited for a deposit for a while. */
  readonly undeposited: string
  /**
   * The reader's time zone, an IANA name, and hours: `{ timeZone: 'Asia/Tokyo', hourCycle: 'h23' }`. By default the
   * browser's zone, and the hours of the locale.
   */
  readonly clock?: Pick<Intl.DateTimeFormatOptions, 'timeZone' | 'hourCycle' | 'hour12'>
}

/** Some of the words; the rest stay as they are. */
export type PartialMessages = { readonly [K in keyof Messages]?: Some<Messages[K]> }

type Some<Words> =
  Words extends Readonly<Record<string, unknown>> ? (string extends keyof Words ? Words : Partial<Words>) : Words

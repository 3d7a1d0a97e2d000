import { getOwn } from '../../core/utils/getOwn.js'
import { mergeWords } from '../messages/mergeMessages.js'
import type { Messages } from '../messages/messages.js'
import { toReadable } from '../text/toReadable.js'

/**
 * The words of components for Fusion. Numbers come twice: as they are, for plurals, and as text in the reader's
 * language.
 */
export interface FusionMessages {
  /**
   * Where an intent, its proofs or a lock is, in a word or two, by the service's own word for it; a word that isn't
   * here is made readable.
   */
  readonly statuses: Readonly<Record<string, string>>
  /** Describes a timeline's current step, by the same word. */
  readonly descriptions: Readonly<Record<string, string>>
  /** The service knows no such intent, or not yet. */
  readonly notFound: string
  /** The service has dropped the intent before its end was told. */
  readonly dropped: string
  /** The accessible name of the list. */
  readonly intents: string
  /** The live region says it of intents that came, every few seconds at most. */
  readonly announcement: (count: number, text: string) => string
  readonly empty: string
  /** In a gap of the list, and in one that goes on until now. Nobody can be asked for what is in them. */
  readonly missing: string
  readonly missingNewest: string
  /** Marks an intent in the list that the service has dropped. */
  readonly removed: string
  /** The list isn't live, and what it shows is of this time; undefined where nothing was heard so far. */
  readonly notLive: (time: string | undefined) => string
  /** From one chain to another, for screen readers. */
  readonly route: (from: string, to: string) => string
  /** A chain of which only the number is known. */
  readonly chain: (id: string) => string
  readonly solver: (shortAddress: string) => string
  /** Names the rows of facts: `route`, `amount`, `solver`, `proofs`, and each lock (`source`, `destination`). */
  readonly facts: Readonly<Record<string, string>>
  /** The accessible name of the statistics. */
  readonly stats: string
  /** By the name of the count: `total`, `submitted`, … */
  readonly counts: Readonly<Record<string, string>>
  /** In place of a count that the service didn't tell. */
  readonly noCount: string
  /** The statistics aren't live. */
  readonly oldCounts: string
}

declare module '../messages/messages.js' {
  interface Messages {
    /** Words of components for Fusion, over `defaultFusionMessages`. */
    readonly fusion?: Partial<FusionMessages>
  }
}

/** English. */
export const defaultFusionMessages: FusionMessages = {
  statuses: {
    proofs_pending: 'Proofs pending',
    proofs_verified: 'Proofs verified',
    matched: 'Matched',
    waiting_for_source_lock: 'Waiting for lock',
    executing: 'Executing',
    completed: 'Completed',
    failed: 'Failed',
    cancelled: 'Cancelled',
    refunded: 'Refunded',
    not_found: 'Not found',
    removed: 'Removed',
    unknown: 'Unknown',
    pending: 'Pending',
    verified: 'Verified',
    locked: 'Locked',
    funded: 'Funded',
    claimed: 'Claimed',
  },
  descriptions: {
    proofs_pending: 'The proofs are being made and checked.',
    proofs_verified: 'The proofs are verified, and solvers can take it.',
    matched: 'A solver has taken it.',
    waiting_for_source_lock: 'The solver waits until your funds are locked.',
    executing: 'Your funds are locked, and the solver delivers.',
  },
  notFound: 'The service doesn’t know this intent, or not yet.',
  dropped: 'The service has removed this intent. How it ended is not known.',
  intents: 'Intents',
  announcement: (count, text) => (count === 1 ? '1 new intent' : `${text} new intents`),
  empty: 'Nothing yet. New intents show up here.',
  missing: 'Some intents may be missing here. They can’t be loaded.',
  missingNewest: 'The newest intents may be missing.',
  removed: 'Removed by the service',
  notLive: (time) =>
    time ? `Not live, and can’t be polled: this is what was known at ${time}.` : 'Not live, and can’t be polled.',
  route: (from, to) => `from ${from} to ${to}`,
  chain: (id) => `Chain ${id}`,
  solver: (shortAddress) => `Solver ${shortAddress}`,
  facts: {
    route: 'Route',
    amount: 'Amount',
    solver: 'Solver',
    proofs: 'Proofs',
    source: 'Lock at the source',
    destination: 'Lock at the destination',
  },
  stats: 'Intents by status',
  counts: {
    total: 'Total',
    submitted: 'Submitted',
    matched: 'Matched',
    executing: 'Executing',
    completed: 'Completed',
    failed: 'Failed',
    cancelled: 'Cancelled',
  },
  noCount: '–',
  oldCounts: 'Not live: the numbers may be old.',
}

export function toFusionMessages({ fusion }: Messages): FusionMessages {
  return mergeWords(defaultFusionMessages, fusion)
}

/** The word for a status that any service may have thought of. */
export function toStatusText(status: string, { statuses }: FusionMessages): string {
  return getOwn(statuses, status) || toReadable(status)
}

/** Where an intent is. Fusion's list is open: a word of its that isn't here is kept and shown as it is. */
export type IntentStatusName =
  | 'proofs_pending'
  | 'proofs_verified'
  /** A solver has taken it. */
  | 'matched'
  | 'waiting_for_source_lock'
  | 'executing'
  | 'completed'
  /** The locked funds may still be refunded: see `htlcState`. */
  | 'failed'
  | 'cancelled'
  | 'refunded'
  /** Ours: the service knows no such intent, or not yet. */
  | 'not_found'
  /** Ours: the service has dropped it, unless it had ended before. */
  | 'removed'
  /** Ours: only of its proof was anything told. */
  | 'unknown'
  | (string & {})

/** Where all else is equal, the later one here stands. */
const ranks = [
  'proofs_pending',
  'proofs_verified',
  'matched',
  'waiting_for_source_lock',
  'executing',
  'failed',
  'cancelled',
  'completed',
  'refunded',
]

/** One digit; nothing comes after 7 and more, and 6 is a failure. 0 where there is none, or no known one. */
export function rankOf(status: IntentStatusName = ''): number {
  return ranks.indexOf(status) + 1
}

/** Tells whether nothing comes after a status. */
export function isEnd(status: IntentStatusName | undefined): boolean {
  return rankOf(status) > 6
}

/**
 * Tells whether a status comes after the proofs, when something may be locked; one that nobody knows may stand
 * anywhere. How an intent failed or was cancelled says nothing of it.
 */
export function isPastProofs(status: IntentStatusName | undefined): boolean {
  return status !== undefined && ![1, 2, 6, 7].includes(rankOf(status))
}

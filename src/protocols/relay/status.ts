/** Relay's words for where a request is. The list is open: a word that isn't here is kept and shown as it is. */
export type RelayStatusName =
  /** Only asked for, never announced: the id isn't known, or nothing was deposited yet. */
  | 'unknown'
  /** For the deposit on the origin chain; an abandoned quote waits for ever. */
  | 'waiting'
  /** The deposit is confirmed through `/execute`, the fill is to come. */
  | 'depositing'
  /** The deposit is confirmed, the fill is to be submitted. */
  | 'pending'
  /** An older word: it takes longer. */
  | 'delayed'
  /** The fill is submitted on the destination chain. */
  | 'submitted'
  /** The fill failed. It may still be refunded: `pending → failure → pending → refund`. */
  | 'failure'
  | 'success'
  | 'refund'
  /** Older words for `refund`. */
  | 'refunded'
  | 'fallback'
  | (string & {})

/** Where all else is equal, the later one here stands. Never more than that: a refund goes backwards. */
const ranks = [
  'waiting',
  'depositing',
  'pending',
  'delayed',
  'submitted',
  'failure',
  'success',
  'fallback',
  'refunded',
  'refund',
]

function rankOf(status: RelayStatusName): number {
  return ranks.indexOf(status)
}

/** Sorts by rank, and what has none by its name. Two digits each, since it is compared as text. */
export function weigh(status: RelayStatusName): string {
  return rankOf(status) + 11 + status
}

/** Tells whether nothing comes after a status. A `failure` isn't an end: a refund may follow. */
export function isEnd(status: RelayStatusName): boolean {
  return rankOf(status) >= rankOf('success')
}

/** An address that is paid too much delivers, and then refunds the excess. */
export function hasSucceeded({
  history,
  status,
}: {
  readonly status: string
  readonly history: readonly { readonly status: string }[]
}): boolean {
  return status === 'success' || history.some((change) => change.status === 'success')
}

export function isRefund(status: RelayStatusName): boolean {
  return rankOf(status) > rankOf('success')
}

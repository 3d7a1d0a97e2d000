/** The service's own list of statuses, which `oldStatus` and the statistics speak. Inferred from `mempool:stats`. */
export const fusionInternalStatuses = ['submitted', 'matched', 'executing', 'completed', 'failed', 'cancelled'] as const

export type FusionInternalStatus = (typeof fusionInternalStatuses)[number]

/** An intent as the service knows it. All times are the service's clock in milliseconds. */
export interface FusionIntentState {
  readonly intentId: string
  /** As clients see it: `proofs_pending`, `matched`, …; an open list. */
  readonly status: string
  readonly internal: FusionInternalStatus
  readonly proofStatus: string
  readonly proofGeneratedAt: number | undefined
  readonly solver: string | undefined
  /** Chain ids. */
  readonly fromChain: number
  readonly toChain: number
  /** In the token's smallest unit. */
  readonly amount: string
  readonly createdAt: number
  readonly updatedAt: number
  readonly matchedAt: number | undefined
  readonly completedAt: number | undefined
  readonly htlcState: string | undefined
  /** By name: `sourceLock`, `destinationLock`, `claim`, `refund`. */
  readonly txHashes: Readonly<Record<string, string>>
  readonly error: string | undefined
  readonly failureReason: string | undefined
  /** Further fields, which the page doesn't name. */
  readonly extra: Readonly<Record<string, unknown>>
}

const internalStatuses: Readonly<Record<string, FusionInternalStatus>> = {
  proofs_pending: 'submitted',
  proofs_verified: 'submitted',
  matched: 'matched',
  waiting_for_source_lock: 'matched',
  executing: 'executing',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
}

/** Maps a status that clients see to the service's own list. An unknown one means that the intent is under way. */
export function toInternalStatus(status: string): FusionInternalStatus {
  return Object.entries(internalStatuses).find(([known]) => known === status)?.[1] ?? 'executing'
}

export type FusionStats = { readonly total: number } & Readonly<Record<FusionInternalStatus, number>>

export function countIntents(states: readonly FusionIntentState[]): FusionStats {
  const stats = { total: states.length, submitted: 0, matched: 0, executing: 0, completed: 0, failed: 0, cancelled: 0 }
  for (const { internal } of states) stats[internal] += 1
  return stats
}

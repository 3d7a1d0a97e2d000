import { isSameJson } from '../../core/utils/json.js'
import { isRecord, isText, isTime, toRecord } from '../shared/guards.js'
import { isEmpty, read } from './fields.js'
import type { HtlcState } from './htlc.js'
import type { IntentStatusName } from './status.js'

export interface IntentTransaction {
  /** The service's name for it, where it has one: `'sourceLock'`. */
  readonly name?: string
  readonly hash: string
}

/**
 * Facts that the service may tell of an intent. All of them may be missing; times are unix ms, by the service's clock.
 */
export interface IntentFacts {
  readonly proofStatus?: string
  /**
   * `status` and `proofStatus` before the newest change, in the service's internal words: those of `oldStatus` can't be
   * compared with `status`. Absent where the newest news didn't say.
   */
  readonly oldStatus?: string
  readonly oldProofStatus?: string
  readonly proofGeneratedAt?: number
  readonly solver?: string
  /** Its id or its name, as the service says it. */
  readonly fromChain?: string | number
  readonly toChain?: string | number
  /** In the token's smallest unit, as far as is known. */
  readonly amount?: string
  readonly createdAt?: number
  readonly matchedAt?: number
  readonly completedAt?: number
  readonly htlcState?: HtlcState
  readonly error?: string
  readonly failureReason?: string
  /** When it last changed; when that was told, where the service doesn't say it. Never decreases. */
  readonly updatedAt?: number
  /** When the newest news were sent. Only the socket tells it. */
  readonly timestamp?: number
  /** Other fields of the newest update, unread; at most 30. */
  readonly extra?: Readonly<Record<string, unknown>>
}

/** One intent: the newest value of each fact that was told. Plain JSON. */
export interface Intent extends IntentFacts {
  readonly intentId: string
  readonly status: IntentStatusName
  /** The service's own newest word, also once it is gone. */
  readonly lastStatus?: IntentStatusName
  /**
   * Says whether the service has it, as far as the service said. An intent that has ended keeps its status when it is
   * dropped.
   */
  readonly presence?: 'here' | 'not_found' | 'removed'
  readonly txHashes: readonly IntentTransaction[]
  /** A status beyond `proofs_verified` was told: since then something may have been locked. */
  readonly isPastProofs?: true
  /**
   * When it was created, or else when it was first told of, in unix ms: its place among others, which never changes.
   */
  readonly since?: number
  /** When it was first told to be in a status, in unix ms. */
  readonly reachedAt: Readonly<Record<string, number>>
  /** How new each fact is, for whoever merges: the greater text is newer. */
  readonly clocks: Readonly<Record<string, string>>
}

export function isIntent(value: unknown): value is Intent {
  if (!isRecord(value)) return false
  const { clocks, extra = {}, intentId, lastStatus = '', presence = '', reachedAt, since = 1, status, ...rest } = value
  const { isPastProofs = true, ...facts } = rest
  return (
    isPastProofs === true &&
    [clocks, extra, reachedAt].every(isRecord) &&
    [intentId, status, lastStatus, presence, ...Object.values(toRecord(clocks))].every(isText) &&
    [since, ...Object.values(toRecord(reachedAt))].every(isTime) &&
    Array.isArray(facts['txHashes']) &&
    // A value that was read is read as itself.
    Object.entries(facts).every(([name, fact]) => isEmpty(fact) || isSameJson(read(name, fact), fact))
  )
}

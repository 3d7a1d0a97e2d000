import { getFusionChain } from './fusionChains.js'
import type { FusionIntentState } from './fusionState.js'

/** How the service says what the vendor's page leaves open. */
export interface FusionShape {
  /** Default `ms`: numbers of milliseconds since 1970. */
  readonly times: 's' | 'ms' | 'iso'
  /** Default `record`: by name. */
  readonly txHashes: 'record' | 'list'
  /**
   * Default `string`. `legs`: `{ source: 'locked', destination: 'pending' }`; `flags`: `{ sourceLocked: true }`;
   * `nested`: `{ sourceHtlc: { status: 'locked' } }`; `other-words`: `SOURCE_FUNDED`.
   */
  readonly htlcState: 'string' | 'object' | 'legs' | 'flags' | 'nested' | 'other-words'
  /** How it says that there is no value yet. Default `null`. */
  readonly missing: 'null' | 'absent'
  /** Default `id`: numbers. */
  readonly chains: 'id' | 'name'
  /** The payload of an `error` event. Default `object`: `{ message }`. */
  readonly errors: 'string' | 'object'
  /** The envelope in which REST puts an intent. Default `bare`: none. */
  readonly rest: 'bare' | 'intent' | 'data'
}

export const defaultShape: FusionShape = {
  times: 'ms',
  txHashes: 'record',
  htlcState: 'string',
  missing: 'null',
  chains: 'id',
  errors: 'object',
  rest: 'bare',
}

export type FusionPayload = Readonly<Record<string, unknown>>

/** The page's "formatted intent update", field by field in its order. */
export function toUpdate(state: FusionIntentState, shape: FusionShape, now: number): FusionPayload {
  const time = (ms: number | undefined): unknown => toTime(ms, shape)
  return fill(shape, {
    intentId: state.intentId,
    status: state.status,
    proofStatus: state.proofStatus,
    solver: state.solver,
    fromChain: toChain(state.fromChain, shape),
    toChain: toChain(state.toChain, shape),
    amount: state.amount,
    createdAt: time(state.createdAt),
    updatedAt: time(state.updatedAt),
    matchedAt: time(state.matchedAt),
    completedAt: time(state.completedAt),
    htlcState: toHtlcState(state, shape),
    txHashes: toTxHashes(state, shape),
    error: state.error,
    failureReason: state.failureReason,
    ...state.extra,
    timestamp: time(now),
  })
}

/** The payload of `intent:proof` and `intent:proof_changed`. */
export function toProof(
  state: FusionIntentState,
  oldProofStatus: string | undefined,
  shape: FusionShape,
  now: number,
): FusionPayload {
  return fill(shape, {
    intentId: state.intentId,
    proofStatus: state.proofStatus,
    oldProofStatus,
    proofGeneratedAt: toTime(state.proofGeneratedAt, shape),
    timestamp: toTime(now, shape),
  })
}

export function toTime(ms: number | undefined, shape: FusionShape): string | number | undefined {
  if (ms === undefined) return undefined
  if (shape.times === 'iso') return new Date(ms).toISOString()
  return shape.times === 's' ? Math.floor(ms / 1000) : ms
}

export function toError(message: string, shape: FusionShape): unknown {
  return shape.errors === 'string' ? message : { message }
}

function toChain(id: number, shape: FusionShape): string | number {
  return shape.chains === 'name' ? (getFusionChain(id)?.name ?? String(id)) : id
}

function toTxHashes(state: FusionIntentState, shape: FusionShape): unknown {
  const hashes = Object.values(state.txHashes)
  if (hashes.length === 0) return undefined
  return shape.txHashes === 'list' ? hashes : state.txHashes
}

function toHtlcState(state: FusionIntentState, shape: FusionShape): unknown {
  if (state.htlcState === undefined || shape.htlcState === 'string') return state.htlcState
  const { source, destination } = toLegs(state.htlcState)
  switch (shape.htlcState) {
    case 'object':
      return { state: state.htlcState, since: toTime(state.updatedAt, shape) }
    case 'legs':
      return { source, destination }
    case 'flags':
      return {
        sourceLocked: source !== 'pending',
        sourceRefunded: source === 'refunded',
        destinationLocked: destination === 'locked',
      }
    case 'nested':
      return { sourceHtlc: { status: source }, destinationHtlc: { status: destination } }
    case 'other-words':
      return otherWords[state.htlcState] ?? state.htlcState.toUpperCase()
  }
}

/** A coordinator of its own words. */
const otherWords: Readonly<Record<string, string>> = {
  pending: 'SOURCE_UNFUNDED',
  source_locked: 'SOURCE_FUNDED',
  destination_locked: 'DESTINATION_FUNDED',
  claimed: 'DESTINATION_REDEEMED',
  refund_pending: 'SOURCE_FUNDED',
  refunded: 'SOURCE_REFUNDED',
}

/** Tells each chain's contract apart, by the word for both. */
function toLegs(htlcState: string): { readonly source: string; readonly destination: string } {
  switch (htlcState) {
    case 'source_locked':
    case 'refund_pending':
      return { source: 'locked', destination: 'pending' }
    case 'destination_locked':
      return { source: 'locked', destination: 'locked' }
    case 'claimed':
      return { source: 'claimed', destination: 'claimed' }
    case 'refunded':
      return { source: 'refunded', destination: 'pending' }
    default:
      return { source: 'pending', destination: 'pending' }
  }
}

function fill(shape: FusionShape, fields: FusionPayload): FusionPayload {
  const entries = Object.entries(fields)
  if (shape.missing === 'absent') return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
  return Object.fromEntries(entries.map(([name, value]) => [name, value ?? null]))
}

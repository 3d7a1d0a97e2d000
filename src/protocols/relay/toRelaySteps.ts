import type { StepState, TimelineStep, TimelineTransaction } from '../../core/timeline.js'
import type { RelayStatus } from './model.js'
import { isRefund } from './status.js'

type StepId = (typeof way)[number] | 'refund'

interface Ending {
  readonly hasFailed: boolean
  readonly isFinal: boolean
}

const way = ['deposit', 'processing', 'fill', 'complete'] as const
const [processing, fill] = [1, 2]

/** How many steps are behind a request that is in a status. */
const stepsBehind: Readonly<Record<string, number>> = {
  waiting: 0,
  depositing: 1,
  pending: 1,
  delayed: 1,
  submitted: 2,
  success: 4,
}

/** The statuses by which a step is begun, and by which it is done. */
const begun: Readonly<Record<StepId, readonly string[]>> = {
  deposit: ['waiting'],
  processing: ['depositing', 'pending', 'delayed'],
  fill: ['submitted'],
  complete: [],
  refund: ['failure'],
}
const done: Readonly<Record<StepId, readonly string[]>> = {
  deposit: ['depositing', 'pending'],
  processing: ['submitted'],
  fill: ['success'],
  complete: ['success'],
  refund: ['refund', 'refunded', 'fallback'],
}

export function toRelaySteps(data: RelayStatus | undefined, ending: Ending): readonly TimelineStep[] {
  const steps = way.map((id, index) => toStep(id, toWayState(index, data, ending), data))
  return ending.hasFailed && data ? [...steps, toStep('refund', toRefundState(data, ending), data)] : steps
}

function toWayState(index: number, data: RelayStatus | undefined, { hasFailed, isFinal }: Ending): StepState {
  if (!data || data.status === 'unknown') return 'upcoming'
  const reached = hasFailed
    ? Math.min(Math.max(getFurthest(data), processing), fill)
    : (stepsBehind[data.status] ?? getFurthest(data))
  if (index < reached) return 'complete'
  if (!hasFailed) return index === reached ? 'current' : 'upcoming'
  if (index > reached) return 'skipped'
  return isFinal ? 'error' : 'warning'
}

function toRefundState({ status, refundFailReason }: RelayStatus, { isFinal }: Ending): StepState {
  if (isRefund(status)) return 'complete'
  if (refundFailReason) return isFinal ? 'error' : 'warning'
  return isFinal ? 'skipped' : 'current'
}

/** How far it is known to have come. */
function getFurthest({ history, inTxHashes }: RelayStatus): number {
  return Math.max(inTxHashes.length > 0 ? processing : 0, ...history.map(({ status }) => stepsBehind[status] ?? 0))
}

function toStep(id: StepId, state: StepState, data: RelayStatus | undefined): TimelineStep {
  const at = data && getTime(id, state, data)
  const hasTrouble = state === 'warning' || state === 'error'
  const detail = hasTrouble ? (id === 'refund' ? data?.refundFailReason : data?.failReason) : undefined
  return {
    id,
    state,
    ...(at !== undefined && { at }),
    ...(detail && { detail }),
    transactions: data ? toTransactions(id, data) : [],
  }
}

/** When it was done; while it isn't, when it began, or when it failed. */
function getTime(id: StepId, state: StepState, { history }: RelayStatus): number | undefined {
  if (state === 'upcoming' || state === 'skipped') return undefined
  const statuses = state === 'complete' ? done[id] : state === 'current' ? begun[id] : ['failure']
  return history.find(({ status, at }) => at !== undefined && statuses.includes(status))?.at
}

function toTransactions(id: StepId, data: RelayStatus): readonly TimelineTransaction[] {
  const { status, inTxHashes, txHashes, refundTxHashes, originChainId, destinationChainId } = data
  if (id === 'deposit') return on(originChainId, inTxHashes)
  // What isn't told isn't guessed: neither a refund's chain, nor that of what was sent before a failure.
  if (id === 'refund') return on(undefined, refundTxHashes)
  if (id !== 'fill') return []
  const isFilling = status === 'submitted' || status === 'success'
  // On one chain the deposit's transaction may be the fill's; a refund's may have been announced as a fill's.
  const fills = txHashes.filter((hash) => !inTxHashes.includes(hash) && !refundTxHashes.includes(hash))
  return on(isFilling ? destinationChainId : undefined, fills)
}

function on(chainId: number | undefined, hashes: readonly string[]): readonly TimelineTransaction[] {
  return hashes.map((hash) => ({ hash, ...(chainId !== undefined && { chainId }) }))
}

import type { Refundability, StepState, TimelineStep, TimelineTransaction } from '../../core/contract/timeline.js'
import { getOwn } from '../../core/utils/getOwn.js'
import type { RelayStatus } from './model.js'
import { hasSucceeded, isRefund } from './status.js'

interface Ending {
  readonly hasFailed: boolean
  readonly isFinal: boolean
  readonly refund: Refundability
}

/** A step, the mark by which it begins, and the one by which it is done. */
type Step = readonly [id: string, begun: number, done: number]

const way: readonly Step[] = [
  ['deposit', 0, 1],
  ['processing', 1, 2],
  ['fill', 2, 4],
  ['complete', 3, 4],
]
const refundStep: Step = ['refund', -1, -2]

/** The mark of each status: how many steps are behind it, or -1 for a failure and -2 for a refund. */
const marks: Readonly<Record<string, number>> = {
  waiting: 0,
  depositing: 1,
  pending: 1,
  // It says that a step takes longer: it neither begins nor ends one.
  delayed: 1.5,
  submitted: 2,
  success: 4,
  failure: -1,
  refund: -2,
  refunded: -2,
  fallback: -2,
}

export function toRelaySteps(data: RelayStatus | undefined, ending: Ending): readonly TimelineStep[] {
  const steps = way
    .map((step, index) => toStep(step, toWayState(index, data, ending), data))
    .filter((step, index) => !isFolded(step, index, data))
  return data && (ending.hasFailed || isRefund(data.status))
    ? [...steps, toStep(refundStep, toRefundState(data, ending), data)]
    : steps
}

/** On one chain the stages are fewer: a step that is over is folded where neither status nor transaction touched it. */
function isFolded({ state, transactions }: TimelineStep, index: number, data: RelayStatus | undefined): boolean {
  return (
    state === 'complete' &&
    index % 3 > 0 &&
    !transactions[0] &&
    data?.originChainId !== undefined &&
    data.originChainId === data.destinationChainId &&
    !data.history.some(({ status }) => Math.floor(getOwn(marks, status) ?? 0) === index)
  )
}

function toWayState(index: number, data: RelayStatus | undefined, { hasFailed, isFinal }: Ending): StepState {
  if (!data || data.status === 'unknown') return 'upcoming'
  const { history, inTxHashes, status } = data
  // How far it is known to have come; what has failed was being processed or filled.
  const furthest = Math.max(inTxHashes.length && 1, ...history.map(({ status }) => getOwn(marks, status) ?? 0))
  // A delivery stays one, also where the excess is refunded.
  const reached = hasFailed
    ? Math.min(Math.max(furthest, 1), 2)
    : isRefund(status)
      ? furthest
      : (getOwn(marks, status) ?? furthest)
  if (index + 1 <= reached) return 'complete'
  if (index > reached) return hasFailed ? 'skipped' : 'upcoming'
  return hasFailed ? toTrouble(isFinal) : 'current'
}

function toRefundState({ status, refundFailReason }: RelayStatus, { isFinal, refund }: Ending): StepState {
  if (isRefund(status)) return 'complete'
  if (refundFailReason) return toTrouble(isFinal)
  // Somebody may still ask for it.
  return !isFinal ? 'current' : refund === 'manual' ? 'upcoming' : 'skipped'
}

const toTrouble = (isFinal: boolean) => (isFinal ? 'error' : 'warning')

function toStep([id, begun, done]: Step, state: StepState, data: RelayStatus | undefined): TimelineStep {
  if (!data) return { id, state, transactions: [] }
  const isTrouble = state === 'warning' || state === 'error'
  // When it was done; while it isn't, when it began, or when it failed.
  const mark = state === 'complete' ? done : state === 'current' ? begun : isTrouble ? -1 : Number.NaN
  const toTime = (mark: number) =>
    data.history.find(({ status, at }) => at !== undefined && getOwn(marks, status) === mark)?.at
  const at = toTime(mark)
  const startedAt = at !== undefined && state !== 'current' ? toTime(begun) : undefined
  const detail = isTrouble && (id === 'refund' ? data.refundFailReason : data.failReason)
  return {
    id,
    state,
    ...(at !== undefined && { at }),
    ...(startedAt !== undefined && { startedAt }),
    ...(detail && { detail }),
    transactions: toTransactions(id, data),
  }
}

function toTransactions(id: string, data: RelayStatus): readonly TimelineTransaction[] {
  const { status, inTxHashes, txHashes, refundTxHashes, originChainId, destinationChainId } = data
  if (id === 'deposit') {
    // Through a deposit address the depositor's own transaction comes first, and then the sweep.
    const own = data.depositAddress?.depositTxHash
    return on(originChainId, own ? [...new Set([own, ...inTxHashes])] : inTxHashes)
  }
  // Nothing is guessed: neither a refund's chain, nor that of what was sent before a failure.
  if (id === 'refund') return on(undefined, refundTxHashes)
  if (id !== 'fill') return []
  const isFilling = status === 'submitted' || hasSucceeded(data)
  // On one chain the deposit's transaction may be the fill's; a refund's may have been announced as a fill's.
  const fills = txHashes.filter((hash) => !inTxHashes.includes(hash) && !refundTxHashes.includes(hash))
  return on(isFilling ? destinationChainId : undefined, fills)
}

function on(chainId: number | undefined, hashes: readonly string[]): readonly TimelineTransaction[] {
  return hashes.map((hash) => ({ hash, ...(chainId !== undefined && { chainId }) }))
}

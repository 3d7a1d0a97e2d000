import type { StepState, Timeline, TimelineOutcome, TimelineStep } from '../../../core/contract/timeline.js'
import type { TransactionStatus, TransactionStatusName } from './transactionStatus.js'

const hasFailed = /^(reverted|cancelled|replaced|dropped)$/

/**
 * Draws a transaction as steps: `sent`, `included`, `confirmed`. Those that are still to come are there from the start.
 * One that was replaced, cancelled or reverted is final once that is confirmed; a dropped one may be sent again.
 *
 * @param chainId Links its transactions; none by default.
 */
export function toTransactionTimeline(data: TransactionStatus | undefined, chainId?: number): Timeline {
  const status = data?.status ?? 'unknown'
  const isFinal = data?.isFinal ?? false
  const outcome = toOutcome(status, data)
  return {
    phase: isFinal ? 'settled' : status === 'unknown' ? 'unknown' : 'processing',
    ...(outcome && { outcome }),
    isFinal,
    steps: toSteps(status, data, chainId),
    ...(data && { protocolStatus: status, raw: data }),
  }
}

function toOutcome(status: TransactionStatusName, data: TransactionStatus | undefined): TimelineOutcome | undefined {
  if (status === 'cancelled') return status
  if (hasFailed.test(status) || data?.hasReverted) return 'failure'
  return data?.isFinal ? 'success' : undefined
}

function toSteps(
  status: TransactionStatusName,
  data: TransactionStatus | undefined,
  chainId: number | undefined,
): readonly TimelineStep[] {
  const { block, hash, hasReverted, isFinal, replacedBy } = data ?? { isFinal: false }
  const trouble: StepState = isFinal ? 'error' : 'warning'
  const isIn = status === 'included' || status === 'sped-up'
  const isLost = hasFailed.test(status) || Boolean(hasReverted)
  const own = (text: string | undefined) => (text ? [{ hash: text, ...(chainId !== undefined && { chainId }) }] : [])
  const sent: StepState = status === 'unknown' ? 'upcoming' : status === 'dropped' ? trouble : 'complete'
  const waiting: StepState = sent === 'complete' ? 'current' : 'upcoming'
  const included = status === 'dropped' ? 'skipped' : isLost ? trouble : isIn ? 'complete' : waiting
  const confirmed = isLost ? 'skipped' : !isIn ? 'upcoming' : isFinal ? 'complete' : 'current'
  const sentAt = data?.history.find((change) => change.status === 'sent')?.at
  return [
    { id: 'sent', state: sent, ...(sentAt !== undefined && { at: sentAt }), transactions: own(hash) },
    {
      id: 'included',
      state: included,
      ...(block?.at !== undefined && { at: block.at }),
      transactions: own(replacedBy),
    },
    { id: 'confirmed', state: confirmed, transactions: [] },
  ]
}

import type { Timeline, TimelineOutcome, TimelinePhase } from '../../core/timeline.js'
import type { RelayStatus } from './model.js'
import { isEnd, isRefund, type RelayStatusName } from './status.js'
import { toRelaySteps } from './toRelaySteps.js'

export interface RelayTimelineOptions {
  /** Whether the client expects nothing more: a failure has then stood for as long as a refund may take. */
  readonly isSettled: boolean
}

/**
 * Draws a request as steps: `deposit`, `processing`, `fill`, `complete`, and `refund` once it failed.
 * Those that are still to come are there from the start. A status that isn't known leaves the steps where they were.
 */
export function toRelayTimeline(data: RelayStatus | undefined, { isSettled }: RelayTimelineOptions): Timeline {
  const status = data?.status ?? 'unknown'
  // Between `failure` and `refund` it is `pending` again: failed, as far as anybody knows.
  const hasFailed = status !== 'success' && (status === 'failure' || isRefund(status) || hasSeen(data, 'failure'))
  const isFinal = isEnd(status) || (data !== undefined && isSettled)
  const outcome = toOutcome(status, hasFailed)
  return {
    phase: toPhase(status, hasFailed, isFinal),
    ...(outcome && { outcome }),
    isFinal,
    steps: toRelaySteps(data, { hasFailed, isFinal }),
    ...(data && { protocolStatus: status, raw: data }),
  }
}

function hasSeen(data: RelayStatus | undefined, status: RelayStatusName): boolean {
  return data?.history.some((change) => change.status === status) ?? false
}

function toOutcome(status: RelayStatusName, hasFailed: boolean): TimelineOutcome | undefined {
  if (status === 'success') return 'success'
  if (isRefund(status)) return 'refund'
  return hasFailed ? 'failure' : undefined
}

function toPhase(status: RelayStatusName, hasFailed: boolean, isFinal: boolean): TimelinePhase {
  if (isFinal) return 'settled'
  if (hasFailed) return 'provisional'
  if (status === 'unknown') return 'unknown'
  return status === 'waiting' ? 'waiting' : 'processing'
}

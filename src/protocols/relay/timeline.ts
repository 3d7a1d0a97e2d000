import type { Timeline, TimelinePhase } from '../../core/contract/timeline.js'
import type { RelayStatus } from './model.js'
import { isEnd, isRefund, type RelayStatusName } from './status.js'
import { toRelaySteps } from './steps.js'

export interface RelayTimelineOptions {
  /** True where the client expects nothing more: a failure has then stood for as long as a refund may take. */
  readonly isSettled: boolean
}

/**
 * Draws a request as steps: `deposit`, `processing`, `fill`, `complete`, and `refund` once it failed.
 * Those that are still to come are there from the start. A status that isn't known leaves the steps where they were.
 */
export function toRelayTimeline(data: RelayStatus | undefined, { isSettled }: RelayTimelineOptions): Timeline {
  const status = data?.status ?? 'unknown'
  const isSuccess = status === 'success'
  const isRefunded = isRefund(status)
  // Between `failure` and `refund` it is `pending` again: failed, as far as anybody knows.
  const hasFailed = !isSuccess && (isRefunded || [data, ...(data?.history ?? [])].some(isFailure))
  // Told a frame before the data that it is about, it makes an end of nothing but a failure.
  const isFinal = isEnd(status) || (status === 'failure' && isSettled)
  const outcome = isSuccess ? 'success' : isRefunded ? 'refund' : hasFailed && 'failure'
  return {
    phase: isFinal ? 'settled' : hasFailed ? 'provisional' : toPhase(status),
    ...(outcome && { outcome }),
    isFinal,
    steps: toRelaySteps(data, { hasFailed, isFinal }),
    ...(data && { protocolStatus: status, raw: data }),
  }
}

const isFailure = (told: { readonly status: RelayStatusName } | undefined) => told?.status === 'failure'

function toPhase(status: RelayStatusName): TimelinePhase {
  return status === 'unknown' ? 'unknown' : status === 'waiting' ? 'waiting' : 'processing'
}

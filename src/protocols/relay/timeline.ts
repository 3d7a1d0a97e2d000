import type { Timeline, TimelinePhase, TimelineSide } from '../../core/contract/timeline.js'
import type { RelayStatus } from './model.js'
import { toRefundability } from './refund.js'
import { hasSucceeded, isEnd, isRefund, type RelayStatusName } from './status.js'
import { toRelaySteps } from './steps.js'
import { toRelaySummary } from './summary.js'

export interface RelayTimelineOptions {
  /** True where the client expects nothing more: a failure has then stood for as long as a refund may take. */
  readonly isSettled: boolean
  /** The quote's `refundTo`, where the app knows it: a refund should then come, and not only may. */
  readonly refundTo?: string | undefined
  /** How long it is expected to take, in ms, where the app knows it; what the service tells by default. */
  readonly expectedMs?: number | undefined
  /** The quote's side of the sender, where the app knows it. Each fact that the service tells comes before it. */
  readonly from?: TimelineSide | undefined
  /** The quote's side of the recipient, where the app knows it. Each fact that the service tells comes before it. */
  readonly to?: TimelineSide | undefined
}

/**
 * Draws a request as steps: `deposit`, `processing`, `fill`, `complete`, and `refund` once it failed.
 * Those that are still to come are there from the start. A status that isn't known leaves the steps where they were.
 */
export function toRelayTimeline(
  data: RelayStatus | undefined,
  {
    expectedMs = (data?.timeEstimate ?? 0) * 1000,
    from,
    isSettled,
    refundTo = data?.refundTo,
    to,
  }: RelayTimelineOptions,
): Timeline {
  const status = data?.status ?? 'unknown'
  const isSuccess = data !== undefined && hasSucceeded(data)
  const isRefunded = isRefund(status)
  // Between `failure` and `refund` it is `pending` again: failed, as far as anybody knows.
  const hasFailed = !isSuccess && (isRefunded || [data, ...(data?.history ?? [])].some(isFailure))
  // Told a frame before the data that it is about, it makes an end of nothing but a failure.
  const refund = toRefundability({ ...data, ...(refundTo && { refundTo }) })
  const isFinal = isEnd(status) || (status === 'failure' && (isSettled || /none|manual/.test(refund)))
  const outcome = isSuccess ? 'success' : isRefunded ? 'refund' : hasFailed && 'failure'
  const steps = toRelaySteps(data, { hasFailed, isFinal, refund })
  const [deposit] = steps
  const startedAt = deposit?.state === 'complete' ? deposit.at : undefined
  return {
    phase: isFinal ? 'settled' : hasFailed ? 'provisional' : toPhase(status),
    ...(outcome && { outcome }),
    isFinal,
    ...(outcome === 'failure' && { reason: { ...(data?.failReason && { code: data.failReason }), refund } }),
    steps,
    ...(startedAt !== undefined && { startedAt }),
    ...(expectedMs > 0 && { expectedMs }),
    summary: toRelaySummary(data ?? {}, from, to),
    ...(data && { protocolStatus: status, raw: data }),
  }
}

const isFailure = (told: { readonly status: RelayStatusName } | undefined) => told?.status === 'failure'

function toPhase(status: RelayStatusName): TimelinePhase {
  return status === 'unknown' ? 'unknown' : status === 'waiting' ? 'waiting' : 'processing'
}

import type { Timeline, TimelineOutcome, TimelinePhase } from '../../core/contract/timeline.js'
import type { Intent } from './model.js'
import { isRefunded } from './refund.js'
import { isEnd } from './status.js'
import { toIntentSteps } from './steps.js'
import { toIntentSummary } from './summary.js'

export interface IntentTimelineOptions {
  /** True where the client expects nothing more: a failure has then stood for as long as a refund may take. */
  readonly isSettled: boolean
}

/**
 * Draws an intent as steps: `proofs`, `matched`, `source-lock`, `executing`, `completed`, and `refund` once it failed
 * with something locked. Those that are still to come are there from the start. A status that isn't known leaves the
 * steps where they were.
 */
export function toIntentTimeline(data: Intent | undefined, { isSettled }: IntentTimelineOptions): Timeline {
  const status = data?.status ?? 'unknown'
  const isFinal = isEnd(status) || (data !== undefined && (isSettled || status === 'removed' || isRefunded(data)))
  const outcome = data && toOutcome(data)
  return {
    phase: isFinal ? 'settled' : outcome ? 'provisional' : toPhase(status),
    ...(outcome && { outcome }),
    isFinal,
    steps: toIntentSteps(data, isFinal),
    ...(data?.createdAt !== undefined && { startedAt: data.createdAt }),
    ...(data && { summary: toIntentSummary(data), protocolStatus: status, raw: data }),
  }
}

/** Nobody says how an intent went that was removed, or isn't known. */
function toOutcome(data: Intent): TimelineOutcome | undefined {
  const { status } = data
  if (isRefunded(data)) return 'refund'
  if (status === 'failed') return 'failure'
  return status === 'completed' ? 'success' : status === 'cancelled' ? 'cancelled' : undefined
}

function toPhase(status: string): TimelinePhase {
  return status === 'unknown' || status === 'not_found' ? 'unknown' : 'processing'
}

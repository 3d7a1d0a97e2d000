import { blipMs, getNextPollAt } from './pollSchedule.js'
import { suspectMs, unansweredMs, unheardMs } from './advanceTopic.js'
import { getGraceEnd, isOpen } from './topicEnd.js'
import { never, type TopicFacts, type TopicState } from './topicState.js'

/** The service may be asked right now. */
export function canPoll(state: Pick<TopicState, 'end'>, facts: TopicFacts): boolean {
  return isOpen(state, facts) && facts.isPollable && facts.isVisible
}

/** The times of the next poll, and of the next change by time alone, by the monotonic clock; Infinity for never. */
export interface TopicPlan {
  readonly pollAt: number
  readonly wakeAt: number
}

export function getTopicPlan(state: TopicState, facts: TopicFacts): TopicPlan {
  const { now } = facts
  const silentAt = state.unpushedSince === undefined ? Infinity : state.unpushedSince + suspectMs
  if (!isOpen(state, facts)) return { pollAt: Infinity, wakeAt: silentAt }
  const blipEndsAt = (state.downSince ?? never) + blipMs
  const unansweredAt = state.request === 'pendingRefetch' ? state.queuedAt + unansweredMs : never
  const unheardAt = state.hasFailed ? facts.heardAt + unheardMs : never
  const changes = [getGraceEnd(state, facts), blipEndsAt, unansweredAt, unheardAt].filter((at) => at > now)
  const wakeAt = Math.min(silentAt, ...changes)
  if (state.request !== 'idle' || !canPoll(state, facts)) return { pollAt: Infinity, wakeAt }
  const pollAt = getNextPollAt(
    {
      ...state,
      needsSnapshot: state.picture === 'gapSuspected',
      isSettled: state.end === 'settled',
      heardAt: Math.max(state.startedAt, facts.isFeed ? never : state.pushedAt),
      // As rarely as what has not moved for long: it may be in vain.
      movedAt: state.isSlowed ? never : Math.max(facts.movedAt, state.watchedAt),
      intervalMs: facts.intervalMs,
    },
    now,
  )
  return { pollAt, wakeAt }
}

import { blipMs, getNextPollAt } from './pollSchedule.js'
import { getGraceEnd, isOpen, suspectMs, unansweredMs } from './advanceTopic.js'
import { never, type TopicFacts, type TopicState } from './topicState.js'

/** The service may be asked right now. */
export function canPoll(state: Pick<TopicState, 'end'>, facts: TopicFacts): boolean {
  return isOpen(state, facts) && facts.isPollable && facts.isPageActive
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
  const changes = [getGraceEnd(state, facts), blipEndsAt, unansweredAt].filter((at) => at > now)
  const wakeAt = Math.min(silentAt, ...changes)
  if (state.request !== 'idle' || !canPoll(state, facts)) return { pollAt: Infinity, wakeAt }
  const pollAt = getNextPollAt(
    {
      ...state,
      needsSnapshot: state.picture === 'gapSuspected',
      isSettled: state.end === 'settled',
      heardAt: Math.max(state.startedAt, facts.isFeed ? never : state.pushedAt),
      movedAt: Math.max(facts.movedAt, state.watchedAt),
      intervalMs: facts.intervalMs,
    },
    now,
  )
  return { pollAt, wakeAt }
}

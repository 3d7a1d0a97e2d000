import type { TopicInfo } from '../contract/status.js'
import { isSameJson } from '../utils/json.js'
import { blipMs } from './pollSchedule.js'
import { canPoll } from './topicPlan.js'
import { isOpen } from './topicEnd.js'
import type { TopicFacts, TopicState } from './topicState.js'

/** The info of a topic that nobody watches. */
export const idleInfo: TopicInfo = {
  transport: 'idle',
  isPollable: true,
  isStale: false,
  isSettled: false,
  lastEventAt: undefined,
  source: undefined,
}

/** Derives each claim from the state; `before` itself where none changed. Within a blip the former transport stays. */
export function toTopicInfo(before: TopicInfo, state: TopicState, facts: TopicFacts): TopicInfo {
  const { downSince, end, hasFailed, isUnheard, lastEventAt, source } = state
  const isBlip = downSince !== undefined && facts.now - downSince < blipMs
  const fallback = canPoll(state, facts) ? 'polling' : 'idle'
  const live = downSince === undefined ? 'socket' : isBlip ? before.transport : fallback
  const isWanted = isOpen(state, facts)
  const transport = isWanted ? live : 'idle'
  const isStale =
    isWanted &&
    end !== 'settled' &&
    !isBlip &&
    (transport === 'idle' || (transport === 'polling' ? hasFailed : isUnheard))
  const own = { ...before, transport, isStale, isSettled: end === 'settled' || end === 'final', lastEventAt, source }
  const next = facts.toInfo?.(own, facts.unixNow) ?? own
  return isSameJson(before, next) ? before : next
}

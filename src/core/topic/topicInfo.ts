import type { TopicInfo } from '../contract/status.js'
import { isSameJson } from '../utils/json.js'
import { blipMs } from './pollSchedule.js'

export interface TopicFacts {
  /** Somebody watches, and the end isn't reached. */
  readonly isOpen: boolean
  readonly isSettled: boolean
  /** Whether the service may be asked right now. */
  readonly canPoll: boolean
  /** Whether the last request failed. */
  readonly isFailing: boolean
  /** For how long the socket hasn't carried it, in ms; undefined while it does. */
  readonly downMs: number | undefined
  readonly lastEventAt: number | undefined
}

/** Of what nobody watches. */
export const idleInfo: TopicInfo = {
  transport: 'idle',
  isPollable: true,
  isStale: false,
  isSettled: false,
  lastEventAt: undefined,
}

/** `before` itself where nothing has changed. Within a blip the former word stays. */
export function toTopicInfo(before: TopicInfo, facts: TopicFacts): TopicInfo {
  const { canPoll, downMs, isFailing, isOpen, isSettled, lastEventAt } = facts
  const isBlip = downMs !== undefined && downMs < blipMs
  const live = downMs === undefined ? 'socket' : isBlip ? before.transport : canPoll ? 'polling' : 'idle'
  const transport = isOpen ? live : 'idle'
  const isStale = isOpen && !isBlip && (transport === 'idle' || (transport === 'polling' && isFailing))
  const next = { ...before, transport, isStale, isSettled, lastEventAt }
  return isSameJson(before, next) ? before : next
}

import type { TopicFacts, TopicState } from './topicState.js'

/** Moves a topic's end: open, provisional for its grace, then settled, or final at once. */
export function updateEnd(state: TopicState, facts: TopicFacts): TopicState {
  const { finality, isPollable, now } = facts
  if (finality === 'open' || finality === 'final') return { ...state, end: finality, provisionalSince: undefined }
  if (state.end === 'settled' || state.end === 'final') return state
  const provisional = { ...state, end: 'provisional', provisionalSince: state.provisionalSince ?? now } as const
  const graceEndsAt = getGraceEnd(provisional, facts)
  if (now < graceEndsAt) return provisional
  if (state.askedAt >= graceEndsAt || !isPollable) return { ...provisional, end: 'settled', quietPolls: 0 }
  // The clock alone settles nothing.
  return state.picture === 'current' ? { ...provisional, picture: 'gapSuspected', quietPolls: 0 } : provisional
}

/** When the grace of a provisional end is over. */
export function getGraceEnd({ end, provisionalSince = Infinity }: TopicState, { finality }: TopicFacts): number {
  return end === 'provisional' && typeof finality === 'object' ? provisionalSince + finality.afterMs : Infinity
}

/** Somebody watches, and something may still come: it is subscribed, and polled where the socket doesn't carry it. */
export function isOpen({ end }: Pick<TopicState, 'end'>, { isWatched }: Pick<TopicFacts, 'isWatched'>): boolean {
  return isWatched && end !== 'final'
}

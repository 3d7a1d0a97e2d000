import { isOpen, updateEnd } from './topicEnd.js'
import type { TopicFacts, TopicState, TopicStateEvent } from './topicState.js'

/** A picture that is older is no longer fresh enough for whoever comes to watch, in ms. */
export const freshMs = 5_000
/** How long the socket may take to push what a poll has brought, in ms. */
export const suspectMs = 3_000
/** A link that is silent for so long carries nothing, as far as anybody knows, while requests fail, in ms. */
export const unheardMs = 32_000
/** How long a reader's cache may take to ask, once it was told to, in ms. */
export const unansweredMs = 10_000

type Received = TopicStateEvent & { type: 'received' }

export function advanceTopic(state: TopicState, event: TopicStateEvent, facts: TopicFacts): TopicState {
  const { now } = facts
  switch (event.type) {
    case 'watched':
      return suspectGap(event.isFirst ? { ...state, downSince: now, watchedAt: now } : state, freshMs, now)
    case 'left':
      return isPendingFor(state, event.reader) ? { ...state, request: 'idle' } : state
    case 'invalidated':
      return suspectGap(state, event.maxAgeMs, now)
    case 'received':
      return receive(
        event.isChanged ? { ...state, source: { via: event.by ?? event.via, at: facts.unixNow } } : state,
        event,
        facts,
      )
    case 'refetching':
      return { ...state, request: 'pendingRefetch', pendingReader: event.reader, queuedAt: now, jitter: facts.random }
    case 'refetched':
      if (!isPendingFor(state, event.reader)) return state
      // A cache that did not ask isn't told again at once.
      return { ...leavePending(state, now), startedAt: now, pendingReader: undefined }
    case 'queued':
      return { ...state, request: 'queued', queuedAt: now, pendingReader: undefined }
    case 'started': {
      const picture = state.picture === 'gapSuspected' ? 'gapClosing' : state.picture
      return { ...state, startedAt: now, ...(state.request === 'queued' && { request: 'underWay', picture }) }
    }
    case 'answered':
    case 'failed':
    case 'notNeeded':
      return endRequest(state, event.type, facts)
    case 'changed':
      return followFacts(state, facts)
  }
}

function isPendingFor({ pendingReader, request }: TopicState, reader: unknown): boolean {
  return request === 'pendingRefetch' && pendingReader === reader
}

function leavePending(state: TopicState, now: number): TopicState {
  return { ...state, request: 'idle', quietPolls: state.quietPolls + 1, endedAt: now }
}

function suspectGap(state: TopicState, maxAgeMs: number, now: number): TopicState {
  const isAsked = state.request === 'queued' || state.request === 'underWay'
  if (maxAgeMs > 0 && (isAsked || now - state.startedAt < maxAgeMs)) return state
  return { ...state, picture: 'gapSuspected', quietPolls: 0 }
}

function receive(state: TopicState, event: Received, facts: TopicFacts): TopicState {
  const { now, unixNow } = facts
  const { downSince, quietPolls, subscription, unpushedSince } = state
  const picture = state.picture === 'empty' ? 'current' : state.picture
  switch (event.via) {
    case 'cache':
      return { ...state, picture }
    case 'socket': {
      const isCarried = subscription === 'suspected' || (facts.isAcknowledged && !event.isPiece)
      const pushed = { ...state, picture, lastEventAt: unixNow, pushedAt: now, isUnheard: false }
      if (!isCarried) return pushed
      return { ...pushed, subscription: 'carried', ...(event.isWhole && { picture: 'current' }) }
    }
    case 'poll':
      return {
        ...state,
        // Asked again at once, as soon as it is answered: see `Source.isRepeated`.
        picture: event.isDoubtful ? 'gapSuspected' : picture,
        lastEventAt: unixNow,
        quietPolls: event.isChanged ? 0 : quietPolls + 1,
        // 1. A poll brings news. 2. The socket should push them too. 3. It doesn't: see `suspectMs`.
        unpushedSince: event.hasMoved && downSince === undefined ? now : unpushedSince,
      }
  }
}

function endRequest(state: TopicState, how: 'answered' | 'failed' | 'notNeeded', facts: TopicFacts): TopicState {
  const { picture, quietPolls, startedAt, subscription } = state
  const ended = { ...state, request: 'idle', endedAt: facts.now } as const
  if (how === 'answered') {
    const answered = { ...ended, askedAt: startedAt, hasFailed: false }
    // A gap that was suspected while it ran needs another one, at once.
    if (picture === 'gapSuspected') return { ...answered, quietPolls: 0 }
    const isCarried = picture === 'gapClosing' && facts.isAcknowledged && subscription !== 'suspected'
    return { ...answered, picture: 'current', subscription: isCarried ? 'carried' : subscription }
  }
  const suspected = picture === 'gapClosing' ? 'gapSuspected' : picture
  const failed = how === 'failed' && { hasFailed: true, quietPolls: quietPolls + 1 }
  return { ...ended, picture: suspected, ...failed }
}

function followFacts(state: TopicState, facts: TopicFacts): TopicState {
  const { isSlowed, now } = facts
  // A cache may hold a promise that never settles: it is told again, and to drop that one.
  const isUnanswered = state.request === 'pendingRefetch' && now >= state.queuedAt + unansweredMs
  const rested = isUnanswered ? leavePending(state, now) : state
  const hasFailed = state.hasFailed || isUnanswered || (isSlowed && !state.isSlowed)
  const isUnheard = hasFailed && facts.isPollable && (state.isUnheard || now >= facts.heardAt + unheardMs)
  const next = updateSubscription(updateEnd({ ...rested, hasFailed, isUnheard, isSlowed }, facts), facts)
  if (next.subscription === 'carried' && isOpen(next, facts)) return { ...next, downSince: undefined }
  return next.downSince === undefined ? { ...next, downSince: now, quietPolls: 0, jitter: facts.random } : next
}

function updateSubscription(state: TopicState, facts: TopicFacts): TopicState {
  const { isAcknowledged, isPollable, isWatched, now } = facts
  const { pushedAt, subscription, unpushedSince } = state
  if (!isAcknowledged) return { ...state, subscription: 'none', unpushedSince: undefined }
  // Where nobody can be asked, the socket's word is all that there is.
  const isTrusted = subscription === 'carried' || subscription === 'suspected'
  const next = isTrusted ? subscription : isPollable ? 'acknowledged' : 'carried'
  if (!isWatched || unpushedSince === undefined) return { ...state, subscription: next, unpushedSince: undefined }
  if (now < unpushedSince + suspectMs) return { ...state, subscription: next }
  return { ...state, subscription: pushedAt < unpushedSince ? 'suspected' : next, unpushedSince: undefined }
}

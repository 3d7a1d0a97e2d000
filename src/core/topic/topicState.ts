import type { Outcome } from '../contract/newest.js'
import type { Finality, Source } from '../contract/topic.js'

/** A picture that is older is no longer fresh enough for whoever comes to watch, in ms. */
export const freshMs = 5_000
/** How long the socket may take to push what a poll has brought, in ms. */
export const suspectMs = 3_000
export const never = -Infinity

/**
 * The hand-over of one topic between socket and polling, as a value: four small machines and the times that move them.
 * `src/core/README.md` draws them. Times are of the monotonic clock, in ms; -Infinity is never.
 */
export interface TopicState {
  /**
   * The link's news of it.
   * - `none`: the service has not acknowledged it on the link that is up, or there is no link.
   * - `acknowledged`: the service will push from now on; what happened before is still to be asked for.
   * - `carried`: everything since the ack is known. Without polling an ack is enough.
   * - `suspected`: a poll brought what the socket should have pushed. Only a push or a new link restores the trust.
   */
  readonly subscription: 'none' | 'acknowledged' | 'carried' | 'suspected'
  /**
   * How complete the data are.
   * - `empty`: nothing has been heard.
   * - `gapSuspected`: something may have been missed; a snapshot is due.
   * - `gapClosing`: a snapshot that began after the suspicion is under way.
   * - `current`: nothing is known to be missing.
   */
  readonly picture: 'empty' | 'gapSuspected' | 'gapClosing' | 'current'
  /**
   * - `open`: more may come.
   * - `provisional`: an end that may be overturned, until an answer that was asked for after its grace settles it.
   * - `settled`: readers are told. Late news still replace it: it stays subscribed, and is asked for ever more rarely.
   * - `final`: nothing is asked or awaited any more.
   */
  readonly end: 'open' | 'provisional' | 'settled' | 'final'
  /**
   * - `idle`: nobody is asked.
   * - `pendingRefetch`: a reader's cache was told to refetch, and has neither asked nor come back yet.
   * - `queued`: the request waits for its slot in the budget.
   * - `underWay`: the service was asked.
   */
  readonly request: 'idle' | 'pendingRefetch' | 'queued' | 'underWay'
  /** The reader whose cache was told to refetch. */
  readonly pendingReader: unknown
  /** Since when the end is provisional. */
  readonly provisionalSince: number | undefined
  /** Since when a poll's news wait for the socket to push them too. */
  readonly unpushedSince: number | undefined
  /** Since when the socket doesn't carry it, as far as anybody knows; undefined while it does. */
  readonly downSince: number | undefined
  readonly watchedAt: number
  /** When the last request was queued, when one of its turns last began, and when it ended. */
  readonly queuedAt: number
  readonly startedAt: number
  readonly endedAt: number
  /** When the last request began that was answered. */
  readonly askedAt: number
  readonly pushedAt: number
  /** When the service was last heard of it, in unix ms. */
  readonly lastEventAt: number | undefined
  /** Polls in a row that brought nothing, or failed. */
  readonly quietPolls: number
  readonly hasFailed: boolean
  /** U(0, 1), drawn once a poll. */
  readonly jitter: number
}

/** The surroundings of a topic at the moment of an event. */
export interface TopicFacts {
  readonly now: number
  /** In unix ms. */
  readonly unixNow: number
  /** U(0, 1). Read only where a chance is drawn. */
  readonly random: number
  readonly isWatched: boolean
  /** The service has acknowledged the subscription on the link that is up. */
  readonly isAcknowledged: boolean
  /** The protocol can ask for it at all. */
  readonly isPollable: boolean
  /** The page is visible and online: what nobody sees isn't asked for. */
  readonly isPageActive: boolean
  /** The finality of the newest data; `open` without any. */
  readonly finality: Finality
  /** When the data last moved. */
  readonly movedAt: number
  /** A feed's pushes don't tell what was passed over or taken back: they put off no poll. */
  readonly isFeed: boolean
  /** How often to poll at first, in ms: the shortest that a reader asks for. */
  readonly intervalMs: number
}

export type TopicStateEvent =
  /** A reader came; `isFirst`: nobody watched before. */
  | { readonly type: 'watched'; readonly isFirst: boolean }
  | { readonly type: 'left'; readonly reader: unknown }
  /** Something may have been missed. With `maxAgeMs` a younger picture is good enough. */
  | { readonly type: 'invalidated'; readonly maxAgeMs: number }
  | ({ readonly type: 'received'; readonly via: Source['via'] } & Outcome)
  /** A poll is due: a reader's cache is told to refetch, ... */
  | { readonly type: 'refetching'; readonly reader: unknown }
  /** ... which it did without asking. */
  | { readonly type: 'refetched'; readonly reader: unknown }
  /** Somebody asks; one of the request's turns begins; it ends. */
  | { readonly type: 'queued' | 'started' | 'answered' | 'failed' | 'notNeeded' }
  /** Connection, page, readers or time have changed, or the data are written. */
  | { readonly type: 'changed' }

export const createTopicState = (): TopicState => ({
  subscription: 'none',
  picture: 'empty',
  end: 'open',
  request: 'idle',
  pendingReader: undefined,
  provisionalSince: undefined,
  unpushedSince: undefined,
  downSince: never,
  watchedAt: never,
  queuedAt: never,
  startedAt: never,
  endedAt: never,
  askedAt: never,
  pushedAt: never,
  lastEventAt: undefined,
  quietPolls: 0,
  hasFailed: false,
  jitter: 0,
})

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
      return receive(state, event, facts)
    case 'refetching':
      return { ...state, request: 'pendingRefetch', pendingReader: event.reader, jitter: facts.random }
    case 'refetched':
      if (!isPendingFor(state, event.reader)) return state
      // A cache that did not ask isn't told again at once.
      return { ...state, request: 'idle', quietPolls: state.quietPolls + 1, startedAt: now, endedAt: now }
    case 'queued':
      return { ...state, request: 'queued', queuedAt: now }
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

function suspectGap(state: TopicState, maxAgeMs: number, now: number): TopicState {
  const isAsked = state.request === 'queued' || state.request === 'underWay'
  if (maxAgeMs > 0 && (isAsked || now - state.startedAt < maxAgeMs)) return state
  return { ...state, picture: 'gapSuspected', quietPolls: 0 }
}

function receive(state: TopicState, event: TopicStateEvent & { type: 'received' }, facts: TopicFacts): TopicState {
  const { now, unixNow } = facts
  const { downSince, quietPolls, subscription, unpushedSince } = state
  const picture = state.picture === 'empty' ? 'current' : state.picture
  switch (event.via) {
    case 'seed':
      return { ...state, picture }
    case 'socket': {
      const isCarried = subscription === 'suspected' || (facts.isAcknowledged && !event.isPiece)
      const pushed = { ...state, picture, lastEventAt: unixNow, pushedAt: now }
      return isCarried ? { ...pushed, subscription: 'carried' } : pushed
    }
    case 'poll':
      return {
        ...state,
        picture,
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
  const { now } = facts
  const next = updateSubscription(updateEnd(state, facts), facts)
  if (next.subscription === 'carried' && isOpen(next, facts)) return { ...next, downSince: undefined }
  return next.downSince === undefined ? { ...next, downSince: now, quietPolls: 0, jitter: facts.random } : next
}

function updateEnd(state: TopicState, facts: TopicFacts): TopicState {
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

/** Somebody watches, and something may still come: it is subscribed, and polled where the socket doesn't carry it. */
export function isOpen({ end }: Pick<TopicState, 'end'>, { isWatched }: Pick<TopicFacts, 'isWatched'>): boolean {
  return isWatched && end !== 'final'
}

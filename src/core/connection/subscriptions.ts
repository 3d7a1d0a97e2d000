import type { Report } from '../contract/diagnostics.js'
import type { Clock } from '../contract/environment.js'
import type { Live } from '../contract/protocol.js'
import type { Topic } from '../contract/topic.js'
import type { BeginTrials } from '../contract/trials.js'

/** A topic whose ack is missing is subscribed again after so long, in ms: it is polled meanwhile. */
const resubscribeMs = 60_000

/**
 * One topic on one link.
 *
 * - `none`: the link doesn't carry it.
 * - `sent`: the service has not answered yet.
 * - `acknowledged`: the service pushes it.
 * - `refused`: the service won't, until it pushes after all.
 * - `lost`: no answer came in time, or the service doesn't push it any more. It is subscribed again, with all others
 *   that are lost.
 */
export type SubscriptionState = 'none' | 'sent' | 'acknowledged' | 'refused' | 'lost'
export type SubscriptionEvent = 'subscribe' | 'acknowledge' | 'refuse' | 'timeOut' | 'lose' | 'release'

/** Where each event leads, and the only state from which it does: by default any but `none`. */
const moves: Readonly<Record<SubscriptionEvent, readonly [to: SubscriptionState, from?: SubscriptionState]>> = {
  subscribe: ['sent', 'none'],
  acknowledge: ['acknowledged'],
  refuse: ['refused'],
  release: ['none'],
  timeOut: ['lost', 'sent'],
  lose: ['lost', 'acknowledged'],
}

/** Returns `state` itself where the event means nothing in it: an ack says nothing of a topic that was not sent. */
export function advanceSubscription(state: SubscriptionState, event: SubscriptionEvent): SubscriptionState {
  const [to, from] = moves[event]
  return (from ? state === from : state !== 'none') ? to : state
}

/** The link's side of its subscriptions. */
export interface SubscriptionsContext<Out> {
  readonly beginTrials?: BeginTrials | undefined
  readonly clock: Clock
  readonly report: Report
  send(frame: Out): void
  acknowledged(key: string): void
  /** The ack did not come in time, or the service refused the topic: it isn't to be relied upon for this one. */
  changed(key: string): void
  /** `silent`: not one topic was acknowledged in time: the service has forgotten this link. */
  link(event: 'silent'): void
  /** Calls `Subscriptions.sync`, and ends the link where that throws. */
  sync(): void
}

/**
 * The subscriptions of one link: each topic is sent once, and again each minute while its ack is missing. Topics that
 * end links are left out, where the protocol has trials.
 */
export interface Subscriptions<T extends Topic> {
  /** The topics that were sent. Made anew when they change, not for each frame: a page may follow thousands. */
  getTopics(): readonly T[]
  getState(key: string): SubscriptionState
  /** Brings the service's subscriptions to `wanted`. Throws what the protocol throws. */
  sync(): void
  acknowledge(key: string): void
  /**
   * Without a key: the only topic that was sent and not answered, if it is one alone. Since nobody named it, it counts
   * as lost, and is subscribed again in a minute.
   */
  refuse(key: string | undefined, code: string): void
  /**
   * The service doesn't push the topic any more: it is subscribed anew, at once the first time, and then each minute.
   * Nothing is done where the service sends no acks: what is subscribed twice may be pushed twice.
   */
  renew(key: string): void
  /** Leaves no timer. `isLost`: the link has ended by itself, and a topic may be the reason. */
  close(isLost: boolean): void
}

export function createSubscriptions<T extends Topic, Data, Out, In>(
  live: Live<T, Data, Out, In>,
  wanted: ReadonlyMap<string, T>,
  context: SubscriptionsContext<Out>,
): Subscriptions<T> {
  const { ackMs } = live.liveness
  const { clock } = context
  const states = new Map<string, SubscriptionState>()
  const ackTimers = new Map<string, () => void>()
  let topics: readonly T[] = live.opensWith ? [...wanted.values()] : []
  const renewed = new Set<string>()
  let stopResubscribe: (() => void) | undefined
  const trials = context.beginTrials?.(states, context.sync)

  const getState = (key: string) => states.get(key) ?? 'none'

  /** Answers whether the state has changed. */
  function advance(key: string, event: SubscriptionEvent): boolean {
    const before = getState(key)
    const state = advanceSubscription(before, event)
    if (event === 'subscribe' || event === 'refuse') trials?.record(key)
    if (state === before) return false
    ackTimers.get(key)?.()
    ackTimers.delete(key)
    if (state === 'none') states.delete(key)
    else states.set(key, state)
    const stopTimer = state === 'sent' && ackMs !== undefined && clock.after(ackMs, () => timeOut(key))
    if (stopTimer) ackTimers.set(key, stopTimer)
    return true
  }

  function acknowledge(key: string) {
    if (advance(key, 'acknowledge')) context.acknowledged(key)
  }

  function timeOut(key: string) {
    advance(key, 'timeOut')
    reportUnconfirmed(key, 'ACK_LATE')
    if (!states.has(key)) return
    stopResubscribe ??= clock.after(resubscribeMs, resubscribe)
    if ([...states.values()].every((state) => state === 'lost' || state === 'refused')) context.link('silent')
  }

  function reportUnconfirmed(key: string, code: string) {
    context.report('TOPIC_UNCONFIRMED', `${key} was not confirmed: ${code}.`)
    context.changed(key)
  }

  /** Resubscribes every topic that is lost, in one batch. */
  function resubscribe() {
    stopResubscribe?.()
    stopResubscribe = undefined
    const lost = [...states].flatMap(([key, state]) => (state === 'lost' ? [key] : []))
    const lostTopics = new Set(lost.map((key) => wanted.get(key)))
    for (const key of lost) advance(key, 'release')
    topics = topics.filter((topic) => !lostTopics.has(topic))
    sync()
  }

  function sync() {
    const isNew = (key: string, topic: T) => !states.has(key) && live.carries?.(topic) !== false
    const chosen = trials?.choose(wanted, isNew) ?? wanted
    const added = [...chosen].flatMap(([key, topic]) => (isNew(key, topic) ? [key] : []))
    for (const key of [...states.keys()]) if (!wanted.has(key)) advance(key, 'release')
    for (const key of added) advance(key, 'subscribe')
    const frames = live.sync([...chosen.values()], topics)
    topics = [...chosen.values()]
    for (const frame of frames) context.send(frame)
    // Without acks it counts from the sending: a snapshot that was asked for before would leave a gap.
    if (ackMs === undefined) for (const key of added) acknowledge(key)
  }

  return {
    getTopics: () => topics,
    getState,
    sync,
    acknowledge(key) {
      acknowledge(key)
      trials?.prove(key)
    },
    refuse(named, code) {
      const [key, other] = named ? [named] : [...states.keys()].filter((each) => getState(each) === 'sent')
      if (!key || other || !states.has(key)) return
      advance(key, named ? 'refuse' : 'timeOut')
      if (!named) stopResubscribe ??= clock.after(resubscribeMs, resubscribe)
      reportUnconfirmed(key, code)
    },
    renew(key) {
      if (ackMs === undefined || !advance(key, 'lose')) return
      if (renewed.has(key)) stopResubscribe ??= clock.after(resubscribeMs, resubscribe)
      else resubscribe()
      renewed.add(key)
    },
    close(isLost) {
      stopResubscribe?.()
      for (const key of trials?.end(isLost) ?? []) reportUnconfirmed(key, 'LINK_ENDED')
      for (const key of [...states.keys()]) advance(key, 'release')
    },
  }
}

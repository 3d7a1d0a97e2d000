import type { TopicInfo } from '../contract/status.js'
import { notNeeded, type QueueSlot } from './requestBudget.js'
import { fetchTopic } from './fetchTopic.js'
import { freshMs, type LiveTopic, type LiveTopicContext, type Watcher } from './liveTopicContract.js'
import { createNewest } from './newest.js'
import { blipMs, getNextPollAt } from './pollSchedule.js'
import type { FetchContext } from '../contract/fetchContext.js'
import type { Source, Topic } from '../contract/topic.js'
import { idleInfo, toTopicInfo } from './topicInfo.js'

/** How long the socket may take to push what a poll has brought, in ms. */
const doubtMs = 3_000
const never = -Infinity

export function createLiveTopic<T extends Topic, Data>(
  topic: T,
  context: LiveTopicContext<T, Data>,
): LiveTopic<T, Data> {
  const { connection, environment, protocol } = context
  const { clock, page, random } = environment
  const state = protocol.stateOf(topic)
  const key = protocol.key(topic)
  const watchers = new Set<Watcher>()
  const known = state.pieces?.createNewest(clock, watchers) ?? createNewest(state, clock)
  let info: TopicInfo = { ...idleInfo, isPollable: state.fetch !== undefined }
  let isSettled = false
  /** The socket's news have been complete since it was confirmed, as far as anybody can tell. */
  let isCaughtUp = false
  /** A poll brought what the socket should have pushed: only a push restores the trust. */
  let isDoubted = false
  let needsSnapshot = false
  let inFlight: Promise<Data> | undefined
  /** The watcher that has been told to refetch, and has neither asked nor come back yet. */
  let asker: Watcher | undefined
  // Times are of the monotonic clock, in ms.
  let downSince: number | undefined = never
  let startedAt = never
  let endedAt = never
  let pushedAt = never
  let watchedAt = never
  /** Since when its end stands that may still be overturned. */
  let provisionalSince: number | undefined
  /** In unix ms. */
  let lastEventAt: number | undefined
  let quietPolls = 0
  let isFailing = false
  let jitter = 0
  let stopTimer: (() => void) | undefined
  let stopDoubt: (() => void) | undefined

  const isOpen = () => watchers.size > 0 && !isSettled
  /** Nobody is asked for what nobody sees. */
  const canPoll = () => isOpen() && state.fetch !== undefined && page.isVisible() && page.isOnline()
  const isAsking = () => Boolean(asker ?? inFlight)
  const fetch = (turn: QueueSlot, range?: FetchContext<Data>['range']) => fetchTopic(topic, context, known, turn, range)

  function refresh() {
    const now = clock.now()
    const graceEndsAt = settle(now)
    context.onWanted(follower, isOpen())
    const isCarried = connection.isConfirmed(key)
    // What has ended here says no less of the link that others are on.
    if (watchers.size === 0 || !isCarried) stopDoubt?.()
    // Where nobody can be asked, the socket's word is all that there is.
    isCaughtUp = isCarried && (isCaughtUp || !state.fetch)
    isDoubted &&= isCarried
    if (isCaughtUp && !isDoubted && isOpen()) downSince = undefined
    else if (downSince === undefined) {
      downSince = now
      quietPolls = 0
      jitter = random()
    }
    tell(now)
    plan(now, graceEndsAt)
  }

  /**
   * Answers when its provisional end becomes final, Infinity for never.
   * A grace that ended while nobody looked, or while the page slept, is believed only once the service has been asked again.
   */
  function settle(now: number): number {
    const data = known.get()
    const finality = data === undefined ? 'open' : state.finality(data)
    const isProvisional = typeof finality === 'object'
    provisionalSince = isProvisional ? (provisionalSince ?? now) : undefined
    const isAnswered = !needsSnapshot && !isAsking()
    const graceEndsAt = isProvisional && isAnswered ? (provisionalSince ?? now) + finality.afterMs : Infinity
    isSettled = finality === 'final' || (isProvisional && isSettled) || graceEndsAt <= now
    return graceEndsAt
  }

  function tell(now: number) {
    const downMs = downSince === undefined ? undefined : now - downSince
    const next = toTopicInfo(info, { isOpen: isOpen(), isSettled, canPoll: canPoll(), isFailing, downMs, lastEventAt })
    if (next === info) return
    info = next
    context.onInfo(follower)
  }

  /** One timer: for the next poll, the end of a blip, or the end of a grace. A feed's pushes don't tell what was passed over or taken back. */
  function plan(now: number, graceEndsAt: number) {
    stopTimer?.()
    if (!isOpen()) return
    const intervalMs = Math.min(...Array.from(watchers, (each) => each.pollingIntervalMs ?? context.pollingIntervalMs))
    const heardAt = Math.max(startedAt, state.pieces ? never : pushedAt)
    const movedAt = Math.max(known.getMovedAt(), watchedAt)
    const facts = { heardAt, endedAt, movedAt, downSince, needsSnapshot, quietPolls, intervalMs, jitter }
    let pollAt = canPoll() && !isAsking() ? getNextPollAt(facts, now) : Infinity
    if (pollAt <= now) {
      poll()
      pollAt = Infinity
    }
    const blipEndsAt = (downSince ?? never) + blipMs
    const at = Math.min(pollAt, graceEndsAt, blipEndsAt > now ? blipEndsAt : Infinity)
    if (at < Infinity) stopTimer = clock.after(at - now, refresh)
  }

  function poll() {
    const [watcher] = watchers
    if (!watcher) return
    jitter = random()
    asker = watcher
    const done = () => {
      if (asker !== watcher) return
      // A cache that did not ask isn't told again at once, and another's turn comes first.
      asker = undefined
      quietPolls += 1
      startedAt = endedAt = clock.now()
      if (watchers.delete(watcher)) watchers.add(watcher)
      refresh()
    }
    watcher.refetch().then(done, done)
  }

  async function ask(): Promise<Data> {
    let askedAt = never
    let isSnapshot = false
    const queuedAt = clock.now()
    const wasNeeded = canPoll()
    /** Whoever looked has gone, or the end has come, while it waited for its turn. */
    const isLeft = () => wasNeeded && !canPoll()
    const onStart = () => {
      startedAt = clock.now()
      if (askedAt > never) return
      askedAt = startedAt
      isSnapshot = needsSnapshot
      needsSnapshot = false
    }
    try {
      const since = () => (isLeft() ? queuedAt : startedAt)
      const isNeedless = () => isLeft() && known.get() !== undefined
      const next = await fetch({ since, isNotNeeded: isNeedless, onStart })
      // It has answered without a request.
      if (askedAt === never) onStart()
      take(next, 'poll', askedAt)
      isFailing = false
      // Where the service confirmed the topic while the request was under way, another one is needed, at once.
      if (needsSnapshot) quietPolls = 0
      else if (isSnapshot) isCaughtUp = true
      return known.get() ?? next
    } catch (error) {
      const data = known.get()
      needsSnapshot ||= isSnapshot
      if (error === notNeeded && data !== undefined) return data
      quietPolls += 1
      isFailing = true
      throw error
    } finally {
      inFlight = undefined
      endedAt = clock.now()
      refresh()
      context.onRest(follower)
    }
  }

  function take(next: Data, via: Source['via'], askedAt?: number) {
    const { hasMoved, isChanged, isPiece } = known.receive(next, via, askedAt)
    if (via !== 'seed') lastEventAt = clock.unixNow()
    if (via === 'socket') {
      pushedAt = clock.now()
      isCaughtUp ||= !isPiece
      isDoubted = false
    }
    if (via === 'poll') {
      quietPolls = isChanged ? 0 : quietPolls + 1
      if (hasMoved && downSince === undefined) doubt(clock.now())
    }
    context.onNews(follower)
  }

  /** 1. A poll brings news. 2. The socket should bring it too. 3. It doesn't: the topic is polled, and a link without a frame is dead. */
  function doubt(since: number) {
    stopDoubt?.()
    stopDoubt = clock.after(doubtMs, () => {
      if (pushedAt >= since) return
      context.report('SOCKET_SILENT', `The socket did not push the news of ${key}.`)
      isDoubted = true
      connection.distrust(since)
      refresh()
    })
  }

  function noteGap(maxAgeMs = 0) {
    if (maxAgeMs > 0 && (clock.now() - startedAt < maxAgeMs || inFlight)) return
    needsSnapshot = true
    quietPolls = 0
  }

  const follower: LiveTopic<T, Data> = {
    topic,
    key,
    getData: known.get,
    getInfo: () => info,
    isWatched: () => watchers.size > 0,
    collectChange: known.collectChange,
    receive: take,
    watch(watcher, seen) {
      if (watchers.size === 0) downSince = watchedAt = clock.now()
      watchers.add(watcher)
      // Before `seen` is taken, which may be an end whose grace ran out while nobody looked.
      noteGap(freshMs)
      if (seen !== undefined) take(seen, 'seed')
      refresh()
      return () => {
        if (!watchers.delete(watcher)) return
        // What it was told to ask may never come.
        if (asker === watcher) asker = undefined
        refresh()
        context.onRest(follower)
      }
    },
    snapshot() {
      asker = undefined
      return (inFlight ??= ask())
    },
    async fill(range) {
      const askedAt = clock.now()
      take(await fetch({ since: () => startedAt }, range), 'poll', askedAt)
    },
    invalidate(maxAgeMs) {
      noteGap(maxAgeMs)
      if (maxAgeMs === undefined && known.invalidate?.()) context.onNews(follower)
      refresh()
    },
    refresh,
    abandon() {
      watchers.clear()
      refresh()
      context.onRest(follower)
    },
  }
  return follower
}

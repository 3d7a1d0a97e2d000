import type { TopicInfo, TopicSource } from '../contract/status.js'
import type { Source, Topic } from '../contract/topic.js'
import type { LiveTopic, LiveTopicContext, Moment, Watcher } from './liveTopicContract.js'
import { createAlarm } from '../utils/alarm.js'
import { createNewest } from '../utils/newest.js'
import { pollThroughCache } from './pollThroughCache.js'
import { createSnapshots } from './snapshots.js'
import { createTopicFacts } from './topicFacts.js'
import { idleInfo, toTopicInfo } from './topicInfo.js'
import { getTopicPlan } from './topicPlan.js'
import { advanceTopic } from './advanceTopic.js'
import { isOpen } from './topicEnd.js'
import { createTopicState } from './createTopicState.js'
import type { TopicStateEvent } from './topicState.js'

/** Runs one topic as `topicState` decides: hands it the events, and acts on what follows from its state. */
export function createLiveTopic<T extends Topic, Data>(
  topic: T,
  key: string,
  context: LiveTopicContext<T, Data>,
): LiveTopic<T, Data> {
  const { clock } = context.environment
  const kind = context.protocol.stateOf(topic)
  const watchers = new Set<Watcher>()
  const newest = kind.pieces?.createNewest(clock, watchers) ?? createNewest(kind, clock)
  const facts = createTopicFacts(key, kind, context, newest, watchers)
  let state = createTopicState()
  let info: TopicInfo = { ...idleInfo, isPollable: kind.fetch !== undefined }
  let shown: Moment<Data> = { data: undefined, info }
  /** There are news that readers don't see yet: what is said of them waits, too. */
  let hasNews = false
  /** One timer, for whatever comes first. */
  const setTimer = createAlarm(clock, refresh)

  const snapshot = createSnapshots(topic, context, newest, {
    advance,
    receive,
    refresh,
    getState: () => state,
    facts,
  })
  const isWatched = () => watchers.size > 0

  /** Answers whether the event has changed anything. */
  function advance(event: TopicStateEvent) {
    const before = state
    state = advanceTopic(before, event, facts)
    return state !== before
  }

  /** Acts on whatever has changed. Each effect follows from the state, not from the event before it. */
  function refresh() {
    const before = state
    advance({ type: 'changed' })
    context.onWanted(liveTopic, isOpen(state, facts))
    if (state.subscription === 'suspected' && before.subscription !== 'suspected') {
      context.report('SOCKET_SILENT', `The socket did not push the news of ${key}.`)
      context.connection.suspectSilence(key, before.unpushedSince ?? facts.now)
      // Subscribed anew, it is none of the link's until it is acknowledged again, which may be before anything else.
      return refresh()
    }
    info = toTopicInfo(info, state, facts)
    if (info !== shown.info && !hasNews) context.onInfo(liveTopic)
    if (!isWatched()) context.onRest(liveTopic)
    const { pollAt, wakeAt } = getTopicPlan(state, facts)
    const isDue = pollAt <= facts.now
    setTimer(isDue ? wakeAt : Math.min(pollAt, wakeAt))
    if (isDue) pollThroughCache(watchers, state.pendingReader, advance, refresh)
  }

  function receive(next: Data, via: Source['via'], askedAt?: number, isWhole = false, by?: TopicSource['via']) {
    const outcome = newest.receive(next, via, askedAt)
    advance({ type: 'received', via, by, isWhole, ...outcome })
    hasNews ||= outcome.isChanged
    context.onNews(liveTopic)
  }

  function invalidate(maxAgeMs = 0) {
    advance({ type: 'invalidated', maxAgeMs })
    if (maxAgeMs === 0 && newest.invalidate?.()) {
      hasNews = true
      context.onNews(liveTopic)
    }
    refresh()
  }

  const liveTopic: LiveTopic<T, Data> = {
    topic,
    key,
    getData: newest.get,
    getShown: () => shown,
    isWatched,
    getBytes: newest.getBytes,
    show() {
      const change = newest.collectChange()
      const hasInfo = info !== shown.info
      hasNews = false
      shown = { data: change?.data ?? shown.data, info }
      return { change, hasInfo }
    },
    receive,
    watch(watcher, seen) {
      const isFirst = !isWatched()
      watchers.add(watcher)
      // Before `seen` is received, which may be an end whose grace ran out while nobody looked.
      advance({ type: 'watched', isFirst })
      if (seen !== undefined) receive(seen, 'cache')
      refresh()
      return () => {
        if (!watchers.delete(watcher)) return
        advance({ type: 'left', reader: watcher })
        refresh()
      }
    },
    snapshot,
    invalidate,
    refresh,
    abandon() {
      watchers.clear()
      refresh()
    },
  }
  return liveTopic
}

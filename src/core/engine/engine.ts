import { createConnection } from '../connection/connection.js'
import type { Diagnostic } from '../contract/diagnostics.js'
import type { Environment } from '../contract/environment.js'
import type { Protocol } from '../contract/protocol.js'
import type { ConnectionInfo } from '../contract/status.js'
import type { Topic } from '../contract/topic.js'
import { createLiveTopic } from '../topic/liveTopic.js'
import type { LiveTopic, LiveTopicContext } from '../topic/liveTopicContract.js'
import { type CreateRequestBudget, createRequestBudget } from '../topic/requestBudget.js'
import { freshMs } from '../topic/advanceTopic.js'
import { createTopicStore } from '../topic/topicStore.js'
import { createCoalescer } from '../utils/coalesce.js'
import { createListeners } from '../utils/listeners.js'
import { createMistakes } from './mistakes.js'
import { createReporter } from './reporter.js'
import { createTopicHandle, type TopicEvent, type TopicHandle } from './topicHandle.js'
import { createWantedTopics } from './wantedTopics.js'

export interface EngineOptions<T extends Topic, Data> {
  readonly protocol: Protocol<T, Data>
  readonly environment: Environment
  /** How long a subscription outlives its last watcher, in ms. */
  readonly graceMs: number
  /** How often a topic is polled while the socket is down, at first, in ms. */
  readonly pollingIntervalMs: number
  readonly onDiagnostic: (diagnostic: Diagnostic) => void
  /** Makes the queue of its requests. `createRequestBudget` by default; a bridge's asks for many topics at once. */
  readonly createBudget?: CreateRequestBudget
  /** Runs the writes into caches, so that their readers are told once. */
  readonly batch: (write: () => void) => void
}

/**
 * One protocol's engine: its connection, its topics, and the hand-over between socket and poll.
 *
 * - The first watcher of a topic subscribes it, the last one's release lets it go after a grace; the first topic opens
 *   the link, the last one closes it.
 * - Every value goes through the protocol's `merge`: nothing older is ever handed out.
 * - On a server nothing is opened and nothing remembered.
 */
export interface Engine<T extends Topic = Topic, Data = unknown> {
  readonly protocol: Protocol<T, Data>
  readonly environment: Environment
  topic(topic: T): TopicHandle<T, Data>
  /**
   * Runs a request of no topic's, within the budget and its pauses. By default it goes before all topics that were
   * asked for. With `since`, by the monotonic clock in ms, it is a routine one, and queues with those of the topics.
   */
  ask<Answer>(run: (signal: AbortSignal) => Promise<Answer>, since?: number): Promise<Answer>
  getConnection(): ConnectionInfo
  onConnection(listener: () => void): () => void
  reconnect(): void
  /** Ends everything: links, timers, requests. */
  close(): void
}

export function createEngine<T extends Topic, Data>(options: EngineOptions<T, Data>): Engine<T, Data> {
  const { environment, graceMs, protocol } = options
  const { clock, isServer } = environment
  const getLinkId = () => connection.getInfo().id
  const report = createReporter(protocol.id, options.onDiagnostic, protocol.redact, getLinkId)
  const store = createTopicStore<LiveTopic<T, Data>>(isServer)
  const listeners = createListeners<TopicEvent<Data>>()
  const connectionListeners = createListeners<void>()
  const budget = (options.createBudget ?? createRequestBudget)(protocol, environment, report)
  const wanted = createWantedTopics<T>(clock, graceMs, () => connection.sync())
  const coalescer = createCoalescer<LiveTopic<T, Data>>(clock, show)
  let isClosed = false
  let hasConnectionNews = false

  const connection = createConnection<T, Data, unknown, unknown>(protocol.live, environment, wanted.topics, {
    change() {
      // A topic that is only held for its grace, too: a link that is gone carries it no more.
      for (const key of wanted.topics.keys()) store.get(key)?.refresh()
      hasConnectionNews = true
      if (!coalescer.isWaiting()) showConnection()
    },
    /** A page that is back has an old picture, and takes a new one before anything else. */
    page(signal, isBack) {
      for (const liveTopic of store.watched())
        if (signal === 'wake') liveTopic.invalidate()
        else if (isBack) liveTopic.invalidate(freshMs)
        else liveTopic.refresh()
    },
    update: (key, data, isWhole, via) => store.get(key)?.receive(data, 'socket', undefined, isWhole, via),
    acknowledged: (key) => store.get(key)?.invalidate(),
    changed: (key) => store.get(key)?.refresh(),
    report,
  })

  let shownConnection = connection.getInfo()
  const context: LiveTopicContext<T, Data> = {
    ...options,
    connection,
    budget,
    report,
    onWanted: wanted.setWanted,
    onNews: coalescer.add,
    onInfo: (liveTopic) => showMoments([liveTopic]),
    showNow: coalescer.flush,
    onRest: store.detach,
  }

  function show(liveTopics: readonly LiveTopic<T, Data>[]) {
    for (const liveTopic of liveTopics) liveTopic.refresh()
    showMoments(liveTopics)
    if (hasConnectionNews) showConnection()
  }

  /** Writes data and what is said of them at once: no reader sees the one without the other. */
  function showMoments(liveTopics: readonly LiveTopic<T, Data>[]) {
    const moments = liveTopics.map(({ key, show }) => ({ key, ...show() }))
    const changes = moments.flatMap(({ change, key }) => (change ? [{ key, change }] : []))
    if (changes.length > 0)
      options.batch(() => {
        for (const { change, key } of changes) listeners.emit(key, { type: 'write', data: change.data })
      })
    for (const { change, hasInfo, key } of moments) {
      if (change) listeners.emit(key, { type: 'data', ...change })
      if (hasInfo) listeners.emit(key, { type: 'info' })
    }
  }

  function showConnection() {
    hasConnectionNews = false
    shownConnection = connection.getInfo()
    connectionListeners.emit('')
  }

  const handleContext = {
    protocol,
    listeners,
    isWatching: () => !isServer && !isClosed,
    find: store.get,
    open: (topic: T, key: string) => store.open(key, () => createLiveTopic(topic, key, context)),
    showNow: coalescer.flush,
    toMistake: createMistakes(report),
  }

  return {
    protocol,
    environment,
    topic: (topic) => createTopicHandle(topic, handleContext),
    ask: (run, since = 0) => budget.request({ since: () => since, isRoutine: () => since > 0, run }),
    getConnection: () => shownConnection,
    onConnection: (listener) => connectionListeners.add('', listener),
    reconnect: connection.reconnect,
    close() {
      isClosed = true
      for (const liveTopic of [...store.watched()]) liveTopic.abandon()
      coalescer.cancel()
      budget.close()
      wanted.clear()
    },
  }
}

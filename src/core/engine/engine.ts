import { createCoalescer } from '../utils/coalesce.js'
import { createConnection } from '../connection/connection.js'
import type { ConnectionInfo, TopicInfo } from '../contract/status.js'
import { createReporter } from './reporter.js'
import type { Diagnostic } from '../contract/diagnostics.js'
import { createRequestBudget } from '../topic/requestBudget.js'
import type { Environment } from '../contract/environment.js'
import type { FeedRange } from '../contract/fetchContext.js'
import { createLiveTopic } from '../topic/liveTopic.js'
import { type LiveTopic, type LiveTopicContext, freshMs, type Watcher } from '../topic/liveTopicContract.js'
import { getFirst } from './getFirst.js'
import type { Change } from '../contract/newest.js'
import { createListeners } from '../utils/listeners.js'
import type { Protocol } from '../contract/protocol.js'
import type { Source, Topic } from '../contract/topic.js'
import { idleInfo } from '../topic/topicInfo.js'
import { createTopicStore } from '../topic/topicStore.js'

export interface EngineOptions<T extends Topic, Data> {
  readonly protocol: Protocol<T, Data>
  readonly environment: Environment
  /** How long a subscription outlives its last watcher, in ms. */
  readonly graceMs: number
  /** How often a topic is polled while the socket is down, at first, in ms. */
  readonly pollingIntervalMs: number
  readonly onDiagnostic: (diagnostic: Diagnostic) => void
  /** Runs what writes into caches, so that their readers are told once. */
  readonly batch: (write: () => void) => void
}

/**
 * One protocol's engine: its connection, its topics, and the hand-over between socket and poll.
 *
 * - The first watcher of a topic subscribes it, the last one's release lets it go after a grace; the first topic opens the link, the last one closes it.
 * - Every value goes through the protocol's `merge`: nothing older is ever handed out.
 * - On a server nothing is opened and nothing remembered.
 */
export interface Engine<T extends Topic = Topic, Data = unknown> {
  readonly protocol: Protocol<T, Data>
  /** Keeps the topic up to date until released. `seen` is what its cache shows. */
  watch(topic: T, watcher: Watcher, seen?: unknown): () => void
  /** Takes news in that came another way, as if the link had brought them; also of what nobody watches. */
  push(topic: T, data: Data): void
  /** Asks the service, and answers with the newest that is known by then. Rejects with an `OnwireError`. */
  snapshot(topic: T): Promise<Data>
  /** Asks for a stretch of a feed: something older, or a gap. Rejects with an `OnwireError`. */
  fill(topic: T, range: FeedRange): Promise<void>
  /** Runs a request of no topic's, within the endpoint's budget and its pauses. */
  ask<Answer>(run: (signal: AbortSignal) => Promise<Answer>): Promise<Answer>
  /** What a cache should show that shows `seen`: `seen` itself where that is as good. Undefined where it is none of ours. */
  reconcile(topic: T, seen: unknown): unknown
  /** Whether a cached value says that nothing can come any more. */
  isFinal(topic: T, seen: unknown): boolean
  /** The newest that is known. */
  getData(topic: T): Data | undefined
  getTopic(topic: T): TopicInfo
  onTopic(topic: T, listener: (event: TopicEvent<Data>) => void): () => void
  getConnection(): ConnectionInfo
  onConnection(listener: () => void): () => void
  reconnect(): void
  /** Ends everything: links, timers, requests. */
  close(): void
}

/**
 * - `write`: to be written into the caches; all that one frame of the screen brings is told within one `batch`.
 * - `data`: the caches show it.
 * - `info`: how it is kept up to date has changed.
 */
export type TopicEvent<Data> =
  | { readonly type: 'info' }
  | { readonly type: 'write'; readonly data: Data }
  | ({ readonly type: 'data' } & Change<Data>)

export function createEngine<T extends Topic, Data>(options: EngineOptions<T, Data>): Engine<T, Data> {
  const { environment, graceMs, pollingIntervalMs, protocol } = options
  const { clock, isServer } = environment
  const report = createReporter(protocol.id, options.onDiagnostic, protocol.redact)
  const store = createTopicStore<LiveTopic<T, Data>>(isServer)
  const wanted = new Map<string, T>()
  const graces = new Map<string, () => void>()
  const topicListeners = createListeners<TopicEvent<Data>>()
  const connectionListeners = createListeners<void>()
  const endpoint = createRequestBudget(protocol, environment, report)
  const coalescer = createCoalescer<LiveTopic<T, Data>>(clock, flush)
  let isSyncing = false
  let isClosed = false

  const connection = createConnection<T, Data, unknown, unknown>(protocol.live, environment, wanted, {
    change() {
      // Also what is only held for its grace: it is no more carried by a link that is gone.
      for (const key of wanted.keys()) store.get(key)?.refresh()
      connectionListeners.emit('')
    },
    /** A page that is back has an old picture, and takes a new one before anything else. */
    page(signal, isBack) {
      for (const follower of store.watched())
        if (signal === 'wake') follower.invalidate()
        else if (isBack) follower.invalidate(freshMs)
        else follower.refresh()
    },
    update: (key, data) => store.get(key)?.receive(data, 'socket'),
    confirmed: (key) => store.get(key)?.invalidate(),
    unconfirmed(key, code) {
      report('TOPIC_UNCONFIRMED', `${key} was not confirmed: ${code}.`)
      store.get(key)?.refresh()
    },
    refused: (code) => report('CONNECTION_REFUSED', `This client was refused: ${code}.`),
    malformed: (reason, frame) => report('MALFORMED_FRAME', reason, frame),
    helloFailed: () => report('HELLO_FAILED', 'No credentials could be had.'),
  })

  const context: LiveTopicContext<T, Data> = {
    protocol,
    environment,
    connection,
    endpoint,
    report,
    pollingIntervalMs,
    onWanted: want,
    onNews: coalescer.add,
    onInfo: ({ key }) => topicListeners.emit(key, { type: 'info' }),
    onRest: (follower) => !follower.isWatched() && store.detach(follower),
  }

  const find = (topic: T) => store.get(protocol.key(topic))

  const open = (topic: T) => store.open(protocol.key(topic), () => createLiveTopic(topic, context))

  /** What isn't wanted stays subscribed for a grace: it absorbs StrictMode, hot reload and a change of page. */
  function want({ key, topic }: LiveTopic<T, Data>, isWanted: boolean) {
    if (isWanted) {
      graces.get(key)?.()
      graces.delete(key)
      if (wanted.has(key)) return
      wanted.set(key, topic)
      scheduleSync()
    } else if (wanted.has(key) && !graces.has(key)) {
      const letGo = () => {
        graces.delete(key)
        wanted.delete(key)
        scheduleSync()
      }
      graces.set(key, clock.after(graceMs, letGo))
    }
  }

  /** Fifty hooks that mount together make one round of subscriptions. */
  function scheduleSync() {
    if (isSyncing) return
    isSyncing = true
    queueMicrotask(() => {
      isSyncing = false
      connection.sync()
    })
  }

  function flush(followers: readonly LiveTopic<T, Data>[]) {
    const changes = followers.flatMap(({ key, collectChange: takeChange }) => {
      const change = takeChange()
      return change ? [{ key, ...change }] : []
    })
    if (changes.length > 0)
      options.batch(() => {
        for (const { data, key } of changes) topicListeners.emit(key, { type: 'write', data })
      })
    for (const { key, ...change } of changes) topicListeners.emit(key, { type: 'data', ...change })
    for (const follower of followers) follower.refresh()
  }

  const engine: Engine<T, Data> = {
    protocol,
    watch(topic, watcher, seen) {
      if (isServer || isClosed || protocol.check(topic)) return () => {}
      return open(topic).watch(watcher, protocol.stateOf(topic).revive(seen))
    },
    push(topic, data) {
      const follower = open(topic)
      follower.receive(data, 'socket')
      context.onRest(follower)
    },
    async snapshot(topic) {
      const problem = protocol.check(topic)
      if (problem) throw problem
      const follower = open(topic)
      return follower.getInfo().isPollable || !follower.isWatched() ? follower.snapshot() : getFirst(engine, topic)
    },
    async fill(topic, range) {
      await find(topic)?.fill(range)
    },
    // Before what was asked for already.
    ask: (run) => endpoint.request({ since: () => 0, run }),
    reconcile(topic, seen) {
      const follower = find(topic)
      const known = follower?.getData()
      if (known === seen) return seen
      const state = protocol.stateOf(topic)
      const value = state.revive(seen)
      if (!follower || value === undefined) return known ?? value
      follower.receive(value, 'seed')
      const newest = follower.getData() ?? value
      // What is as good as the newest is left alone.
      return state.merge(value, newest, seed) === value ? seen : newest
    },
    isFinal(topic, seen) {
      const state = protocol.stateOf(topic)
      const value = state.revive(seen)
      return value !== undefined && state.finality(value) === 'final'
    },
    getData: (topic) => (protocol.check(topic) ? undefined : find(topic)?.getData()),
    getTopic: (topic) => find(topic)?.getInfo() ?? idleInfo,
    onTopic: (topic, listener) => topicListeners.add(protocol.key(topic), listener),
    getConnection: connection.getInfo,
    onConnection: (listener) => connectionListeners.add('', listener),
    reconnect: connection.reconnect,
    close() {
      isClosed = true
      for (const follower of [...store.watched()]) follower.abandon()
      for (const stop of graces.values()) stop()
      coalescer.cancel()
      endpoint.close()
      wanted.clear()
      connection.sync()
    },
  }
  return engine
}

const seed: Source = { via: 'seed', receivedAt: 0, askedAt: undefined, previousChangedAt: -Infinity }

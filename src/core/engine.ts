import { createAsking } from './asking.js'
import { createCoalescer } from './coalesce.js'
import { createConnection } from './connection.js'
import type { ConnectionInfo, TopicInfo } from './connectionInfo.js'
import { createReporter, type Diagnostic } from './diagnostics.js'
import { createEndpoint } from './endpoint.js'
import type { Environment, PageSignal } from './environment.js'
import { createHandover } from './handover.js'
import { createHolds } from './holds.js'
import { createListeners } from './listeners.js'
import type { Protocol, Topic } from './protocol.js'
import type { TopicEntry, Watcher } from './topicEntry.js'
import { createTopicStore } from './topicStore.js'

export interface EngineOptions<T extends Topic, Data> {
  readonly protocol: Protocol<T, Data>
  readonly environment: Environment
  /** How long a subscription outlives its last watcher, in ms. */
  readonly graceMs: number
  /** How often a topic is polled while the socket is down, at first, in ms. */
  readonly pollingIntervalMs: number
  readonly onDiagnostic: (diagnostic: Diagnostic) => void
}

/** What was written, all at once: at most once a frame of the screen. */
export type Change<T extends Topic, Data> = { readonly topic: T; readonly key: string; readonly data: Data }

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
  /** Asks the service, and answers with the newest that is known by then. Rejects with an `OnwireError`. */
  snapshot(topic: T): Promise<Data>
  /** What a cache should show that shows `seen`: `seen` itself where that is as good. Undefined where it is none of ours. */
  reconcile(topic: T, seen: unknown): unknown
  /** Whether a cached value says that nothing can come any more. */
  isFinal(seen: unknown): boolean
  /** The newest that is known. */
  getData(topic: T): Data | undefined
  getTopic(topic: T): TopicInfo
  onTopic(topic: T, listener: (event: TopicEvent<Data>) => void): () => void
  getConnection(): ConnectionInfo
  onConnection(listener: () => void): () => void
  onChanges(listener: (changes: readonly Change<T, Data>[]) => void): () => void
  reconnect(): void
  /** Ends everything: links, timers, requests. */
  close(): void
}

export type TopicEvent<Data> = { readonly type: 'info' } | { readonly type: 'data'; readonly data: Data }

/** After so long in the background a page's picture is old, in ms. */
const freshMs = 5_000

export function createEngine<T extends Topic, Data>(options: EngineOptions<T, Data>): Engine<T, Data> {
  const { environment, protocol } = options
  const { clock, isServer, page } = environment
  const toKey = (topic: T) => protocol.key(topic)
  const report = createReporter(protocol.id, options.onDiagnostic)
  const store = createTopicStore<T, Data>({ toKey, now: () => clock.now(), isServer })
  const topicListeners = createListeners<TopicEvent<Data>>()
  const connectionListeners = createListeners<undefined>()
  const changeListeners = createListeners<readonly Change<T, Data>[]>()
  const holds = createHolds<T>(clock, options.graceMs, scheduleSync)
  const endpoint = createEndpoint({
    clock,
    protocol: protocol.id,
    requestsPerMinute: protocol.requestsPerMinute ?? 180,
    canWait: !isServer,
    onPause: (ms) => report('RATE_LIMITED', `The service asked for a pause of ${ms} ms.`),
  })
  const coalescer = createCoalescer<TopicEntry<T, Data>>(clock, flush)
  let isSyncing = false
  let isClosed = false
  let wasVisible = page.isVisible()
  let wasOnline = page.isOnline()

  const connection = createConnection<T, Data, unknown, unknown>({
    live: protocol.live,
    environment,
    getWanted: () => holds.held,
    on: {
      change(info) {
        for (const entry of store.all())
          if (info.status === 'connected') handover.refresh(entry)
          else handover.unlink(entry)
        connectionListeners.emit('', undefined)
      },
      page: heed,
      update(key, data) {
        const entry = store.get(key)
        if (entry) handover.take(entry, data, { via: 'socket' })
      },
      confirmed(key) {
        const entry = store.get(key)
        if (entry) handover.confirm(entry)
      },
      unconfirmed(key, code) {
        report('TOPIC_UNCONFIRMED', `${code}: ${key}`)
        const entry = store.get(key)
        if (entry) handover.unlink(entry)
      },
      refused: (code) => report('CONNECTION_REFUSED', code),
      malformed: (reason, frame) => report('MALFORMED_FRAME', reason, frame),
    },
  })

  const handover = createHandover<T, Data>({
    protocol,
    environment,
    connection,
    pollingIntervalMs: options.pollingIntervalMs,
    hold: (key, topic) => holds.hold(key, topic),
    report,
    onNews: (entry) => coalescer.add(entry),
    onInfo: (entry) => topicListeners.emit(entry.key, { type: 'info' }),
  })

  const ask = createAsking<T, Data>({
    protocol,
    environment,
    endpoint,
    connection,
    handover,
    onEnd: (entry) => store.detach(entry),
  })

  /** Fifty hooks that mount together make one round of subscriptions. */
  function scheduleSync() {
    if (isSyncing) return
    isSyncing = true
    queueMicrotask(() => {
      isSyncing = false
      if (!isClosed) connection.sync()
    })
  }

  function flush(entries: readonly TopicEntry<T, Data>[]) {
    const changes: Change<T, Data>[] = []
    for (const { data, isDirty, key, topic } of entries)
      if (isDirty && data !== undefined) changes.push({ topic, key, data })
    for (const entry of entries) entry.isDirty = false
    if (changes.length > 0) changeListeners.emit('', changes)
    for (const { data, key } of changes) topicListeners.emit(key, { type: 'data', data })
    for (const entry of entries) handover.refresh(entry)
  }

  function heed(signal: PageSignal) {
    const isVisible = page.isVisible()
    const isOnline = page.isOnline()
    const isBack = signal === 'wake' || (isVisible && !wasVisible) || (isOnline && !wasOnline)
    wasVisible = isVisible
    wasOnline = isOnline
    for (const entry of store.all()) {
      const isOld = clock.now() - (entry.startedAt ?? -Infinity) > freshMs
      if (isBack && (isOld || signal === 'wake')) entry.needsSnapshot = true
      handover.refresh(entry)
    }
  }

  return {
    protocol,
    watch(topic, watcher, seen) {
      if (isServer || isClosed || protocol.check(topic)) return () => {}
      const entry = store.open(topic)
      if (entry.watchers.size === 0) entry.watchedAt = entry.downSince = clock.now()
      entry.watchers.add(watcher)
      const isFresh = clock.now() - (entry.startedAt ?? -Infinity) < freshMs
      if (!isFresh && entry.inFlight === undefined) entry.needsSnapshot = true
      const value = protocol.state.revive(seen)
      if (value !== undefined) handover.take(entry, value, { via: 'seed' })
      handover.refresh(entry)
      return () => {
        if (!entry.watchers.delete(watcher)) return
        if (entry.asker === watcher) entry.asker = undefined
        handover.refresh(entry)
        store.detach(entry)
      }
    },
    snapshot(topic) {
      const problem = protocol.check(topic)
      if (problem) return Promise.reject(problem)
      return ask(store.open(topic))
    },
    reconcile(topic, seen) {
      const entry = protocol.check(topic) ? undefined : store.get(toKey(topic))
      if (entry && entry.data === seen) return seen
      const value = protocol.state.revive(seen)
      if (!entry || value === undefined) return entry?.data ?? value
      handover.take(entry, value, { via: 'seed' })
      return entry.data !== undefined && isWorthNothingTo(value, entry.data) ? seen : entry.data
    },
    isFinal(seen) {
      const value = protocol.state.revive(seen)
      return value !== undefined && protocol.state.finality(value) === 'final'
    },
    getData: (topic) => (protocol.check(topic) ? undefined : store.get(toKey(topic))?.data),
    getTopic: (topic) => store.get(toKey(topic))?.info ?? unwatched,
    onTopic: (topic, listener) => topicListeners.add(toKey(topic), listener),
    getConnection: () => connection.getInfo(),
    onConnection: (listener) => connectionListeners.add('', listener),
    onChanges: (listener) => changeListeners.add('', listener),
    reconnect: () => connection.reconnect(),
    close() {
      isClosed = true
      for (const entry of store.all()) {
        entry.watchers.clear()
        handover.refresh(entry)
      }
      holds.clear()
      coalescer.cancel()
      endpoint.close()
      connection.close()
      store.clear()
    },
  }

  function isWorthNothingTo(seen: Data, newest: Data): boolean {
    return protocol.state.merge(seen, newest, { via: 'seed', receivedAt: clock.now() }) === seen
  }
}

const unwatched: TopicInfo = { transport: 'idle', isSettled: false }

import type { Clock } from '../contract/environment.js'
import type { Heartbeat } from '../contract/heartbeat.js'
import type { Incoming, Live } from '../contract/protocol.js'
import type { Topic } from '../contract/topic.js'

/** When a topic that was not acknowledged is subscribed again, in ms: it is polled meanwhile. */
const againMs = 60_000

export interface SessionEvents<Data> {
  /** `silent`: nothing came after `ready`, not one ack: the service has forgotten this link. */
  link(word: 'opened' | 'ready' | 'silent' | 'closed'): void
  refused(code: string): void
  update(key: string, data: Data): void
  acknowledged(key: string): void
  /** The ack did not come in time, or the service refused the topic: it isn't to be relied upon for this one. */
  unacknowledged(key: string, code: 'ACK_LATE' | (string & {})): void
  malformed(reason: string, frame: unknown): void
  /** What is to be said first could not be had. */
  helloFailed(): void
  /** How long the service took to answer a ping, in ms. */
  latency(ms: number): void
}

export interface LinkSession {
  isAcknowledged(key: string): boolean
  getHeardAt(): number
  /** Brings the service's subscriptions to what is wanted; each topic is sent once a link, and again each minute while it isn't acknowledged. */
  sync(): void
  close(): void
}

type Answer = 'acknowledged' | 'refused' | 'lost'

interface Subscription {
  /** `expected` until the service has said yes or no, or nothing for too long. */
  word: 'expected' | Answer
  stopTimer: (() => void) | undefined
}

/**
 * One link from its opening to its end.
 *
 * - Nothing but `hello` is sent before `ready`.
 * - After `close()`, or the link's own end, nothing is called any more and no timer is left.
 */
export function createLinkSession<T extends Topic, Data, Out, In>(
  live: Live<T, Data, Out, In>,
  clock: Clock,
  wanted: ReadonlyMap<string, T>,
  on: SessionEvents<Data>,
): LinkSession {
  const sent = new Map<string, Subscription>()
  let stopAgain: (() => void) | undefined
  /** Made anew when it changes, not for each frame: a page may follow thousands. */
  let topics: readonly T[] = live.opensWith ? [...wanted.values()] : []
  let phase: 'opening' | 'ready' | 'over' = 'opening'
  let heardAt = 0
  let heartbeat: Heartbeat | undefined
  let stopHello: (() => void) | undefined
  const ending = new AbortController()

  const link = live.transport.open(
    {
      open() {
        if (phase !== 'opening') return
        // Before the connection's own limit, which tells nobody why.
        stopHello = live.hello && clock.after(live.liveness.readyMs, failHello)
        on.link('opened')
        void greet()
        if (!live.liveness.greets) start()
      },
      frame(frame) {
        hear()
        for (const incoming of read(frame)) if (phase !== 'over') take(incoming, frame)
      },
      alive: () => hear(),
      close({ code }) {
        if (phase === 'over') return
        end()
        if (code !== undefined && live.refusals.includes(code)) on.refused(`CLOSE_${code}`)
        else on.link('closed')
      },
    },
    live.opensWith ? live.sync(topics, []) : [],
  )

  /** What it rejects with isn't told: it may quote a credential. */
  async function greet() {
    try {
      for (const frame of (await live.hello?.(ending.signal)) ?? []) if (phase === 'opening') link.send(frame)
      stopHello?.()
    } catch {
      failHello()
    }
  }

  function failHello() {
    if (phase !== 'opening') return
    on.helloFailed()
    die()
  }

  /** A protocol promises not to throw; a socket callback doesn't rely on it. */
  function read(frame: In): readonly Incoming<Data, Out>[] {
    try {
      return live.decode(frame, topics)
    } catch (error) {
      return [{ type: 'malformed', reason: String(error) }]
    }
  }

  function take(incoming: Incoming<Data, Out>, frame: In) {
    switch (incoming.type) {
      case 'ready':
        start()
        return
      case 'subscribed':
        settle(incoming.key)
        return
      case 'update':
        for (const key of incoming.keys) {
          settle(key)
          on.update(key, incoming.data)
        }
        return
      case 'refused':
        if (incoming.scope === 'connection') on.refused(incoming.code)
        else settle(incoming.key, 'refused', incoming.code)
        return
      case 'malformed':
        on.malformed(incoming.reason, frame)
        return
      case 'alive':
        if (incoming.answer !== undefined) link.send(incoming.answer)
        if (incoming.pong) hear(true)
    }
  }

  function hear(isPong = false) {
    heardAt = clock.now()
    heartbeat?.hear(isPong)
  }

  function start() {
    if (phase !== 'opening') return
    phase = 'ready'
    heartbeat = live.heartbeat?.({
      clock,
      getTopics: () => topics,
      send: (frame) => link.send(frame),
      latency: on.latency,
      dead: die,
    })
    on.link('ready')
    sync()
  }

  /** The link itself doesn't know yet that it is over. */
  function die() {
    close()
    on.link('closed')
  }

  function sync() {
    if (phase !== 'ready') return
    const added = [...wanted].flatMap(([key, topic]) => (sent.has(key) || live.carries?.(topic) === false ? [] : [key]))
    try {
      const frames = live.sync([...wanted.values()], topics)
      topics = [...wanted.values()]
      for (const key of sent.keys()) if (!wanted.has(key)) forget(key)
      for (const key of added) expect(key)
      for (const frame of frames) link.send(frame)
    } catch (error) {
      on.malformed(String(error), undefined)
      die()
    }
    // Without acks it counts from the sending: a snapshot that was asked for before would leave a gap.
    if (live.liveness.ackMs === undefined) for (const key of added) settle(key)
  }

  function expect(key: string) {
    const { ackMs } = live.liveness
    sent.set(key, {
      word: 'expected',
      stopTimer: ackMs === undefined ? undefined : clock.after(ackMs, () => lose(key)),
    })
  }

  function forget(key: string) {
    sent.get(key)?.stopTimer?.()
    sent.delete(key)
  }

  /** The service has said of a topic that it will push it; or, with a refusal, that it won't. */
  function settle(key: string, word: Answer = 'acknowledged', code = '') {
    const subscription = sent.get(key)
    if (!subscription || (word === 'acknowledged' && subscription.word === word)) return
    subscription.stopTimer?.()
    subscription.word = word
    if (word === 'acknowledged') on.acknowledged(key)
    else on.unacknowledged(key, code)
  }

  function lose(key: string) {
    settle(key, 'lost', 'ACK_LATE')
    if (!sent.has(key)) return
    stopAgain ??= clock.after(againMs, again)
    if ([...sent.values()].every(({ word }) => word === 'lost' || word === 'refused')) on.link('silent')
  }

  /** Counts as never sent what was lost, all of it at once: a page may follow thousands. */
  function again() {
    stopAgain = undefined
    const gone = new Set<T | undefined>()
    for (const [key, { word }] of sent)
      if (word === 'lost') {
        sent.delete(key)
        gone.add(wanted.get(key))
      }
    topics = topics.filter((topic) => !gone.has(topic))
    sync()
  }

  function end() {
    phase = 'over'
    stopAgain?.()
    heartbeat?.stop()
    stopHello?.()
    ending.abort()
    for (const key of sent.keys()) forget(key)
  }

  function close() {
    if (phase === 'over') return
    end()
    link.close()
  }

  return {
    isAcknowledged: (key) => sent.get(key)?.word === 'acknowledged',
    getHeardAt: () => heardAt,
    sync,
    close,
  }
}

import type { Clock } from '../contract/environment.js'
import type { Heartbeat } from '../contract/heartbeat.js'
import type { Incoming, Live } from '../contract/protocol.js'
import type { Topic } from '../contract/topic.js'
import { createSubscriptions, type Subscriptions, type SubscriptionState } from './subscriptions.js'

export interface SessionEvents<Data> {
  /** `silent`: nothing came after `ready`, not one ack: the service has forgotten this link. */
  link(event: 'opened' | 'ready' | 'silent' | 'closed'): void
  refused(code: string): void
  update(key: string, data: Data): void
  acknowledged(key: string): void
  /** The ack did not come in time, or the service refused the topic: it isn't to be relied upon for this one. */
  unacknowledged(key: string, code: 'ACK_LATE' | (string & {})): void
  malformed(reason: string, frame: unknown): void
  /** The credentials that the link begins with could not be had. */
  helloFailed(): void
  /** The service has answered a ping: see `getLatencyMs`. */
  latency(): void
}

export interface LinkSession {
  getSubscription(key: string): SubscriptionState
  getHeardAt(): number
  /** How long the service took to answer the last ping, in ms. */
  getLatencyMs(): number | undefined
  /** Brings the service's subscriptions to the wanted topics. */
  sync(): void
  close(): void
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
  let phase: 'opening' | 'ready' | 'over' = 'opening'
  let heardAt = 0
  let latencyMs: number | undefined
  let heartbeat: Heartbeat | undefined
  let stopHello: (() => void) | undefined
  const subscriptions = createSubscriptions(live, clock, wanted, {
    send: (frame: Out) => link.send(frame),
    acknowledged: on.acknowledged,
    unacknowledged: on.unacknowledged,
    silent: () => on.link('silent'),
  })

  const link = live.transport.open(
    {
      open() {
        if (phase !== 'opening') return
        // Before the connection's own limit of the same length, which gives no reason.
        stopHello = live.hello?.({
          clock,
          readyMs: live.liveness.readyMs,
          send: (frame) => link.send(frame),
          failed() {
            on.helloFailed()
            failSilently()
          },
        })
        on.link('opened')
        if (!live.liveness.greets) start()
      },
      frame(frame) {
        recordFrame()
        for (const incoming of decode(live, frame, subscriptions.getTopics()))
          if (phase !== 'over') receive(incoming, frame)
      },
      alive: () => recordFrame(),
      close({ code }) {
        if (phase === 'over') return
        end()
        if (code !== undefined && live.refusals.includes(code)) on.refused(`CLOSE_${code}`)
        else on.link('closed')
      },
    },
    live.opensWith ? live.sync(subscriptions.getTopics(), []) : [],
  )

  function receive(incoming: Incoming<Data, Out>, frame: In) {
    if (incoming.type === 'ready') start()
    else if (incoming.type === 'alive') {
      if (incoming.answer !== undefined) link.send(incoming.answer)
      if (incoming.pong) recordFrame(true)
    } else passOn(incoming, frame, subscriptions, on)
  }

  function recordFrame(isPong = false) {
    heardAt = clock.now()
    heartbeat?.hear(isPong)
  }

  function start() {
    if (phase !== 'opening') return
    phase = 'ready'
    stopHello?.()
    heartbeat = live.heartbeat?.({
      clock,
      getTopics: subscriptions.getTopics,
      send: (frame) => link.send(frame),
      latency(ms) {
        latencyMs = ms
        on.latency()
      },
      dead: failSilently,
    })
    on.link('ready')
    sync()
  }

  function sync() {
    if (phase !== 'ready') return
    try {
      subscriptions.sync()
    } catch (error) {
      on.malformed(String(error), undefined)
      failSilently()
    }
  }

  /** The link itself doesn't know yet that it is over. */
  function failSilently() {
    close()
    on.link('closed')
  }

  function end() {
    phase = 'over'
    subscriptions.close()
    heartbeat?.stop()
    stopHello?.()
  }

  function close() {
    if (phase === 'over') return
    end()
    link.close()
  }

  const { getState: getSubscription } = subscriptions
  return { getSubscription, getHeardAt: () => heardAt, getLatencyMs: () => latencyMs, sync, close }
}

/** A protocol promises not to throw; a socket callback doesn't rely on it. */
function decode<T extends Topic, Data, Out, In>(
  live: Live<T, Data, Out, In>,
  frame: In,
  topics: readonly T[],
): readonly Incoming<Data, Out>[] {
  try {
    return live.decode(frame, topics)
  } catch (error) {
    return [{ type: 'malformed', reason: String(error) }]
  }
}

function passOn<T extends Topic, Data>(
  incoming: Exclude<Incoming<Data, unknown>, { readonly type: 'ready' | 'alive' }>,
  frame: unknown,
  subscriptions: Subscriptions<T>,
  on: SessionEvents<Data>,
): void {
  switch (incoming.type) {
    case 'subscribed':
      subscriptions.acknowledge(incoming.key)
      return
    case 'update':
      for (const key of incoming.keys) {
        subscriptions.acknowledge(key)
        on.update(key, incoming.data)
      }
      return
    case 'refused':
      if (incoming.scope === 'connection') on.refused(incoming.code)
      else subscriptions.refuse(incoming.key, incoming.code)
      return
    case 'malformed':
      on.malformed(incoming.reason, frame)
  }
}

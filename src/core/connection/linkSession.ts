import type { Report } from '../contract/diagnostics.js'
import type { Clock } from '../contract/environment.js'
import type { Heartbeat } from '../contract/heartbeat.js'
import type { LinkContext } from '../contract/linkContext.js'
import type { Incoming, Live } from '../contract/protocol.js'
import type { Topic } from '../contract/topic.js'
import { createSubscriptions, type SubscriptionState } from './subscriptions.js'

/** A connection's side of its link. */
export interface SessionEvents<Data> extends Pick<LinkContext<never, never>, 'publish'> {
  readonly report: Report
  /** `silent`: nothing came after `ready`, not one ack: the service has forgotten this link. */
  link(event: 'opened' | 'ready' | 'silent' | 'refused' | 'closed'): void
  update(key: string, data: Data): void
  acknowledged(key: string): void
  /** The ack did not come in time, or the service refused the topic: it isn't to be relied upon for this one. */
  unacknowledged(key: string): void
}

export interface LinkSession {
  getSubscription(key: string): SubscriptionState
  getHeardAt(): number
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
  const { liveness } = live
  let phase: 'opening' | 'ready' | 'over' = 'opening'
  let heardAt = 0
  let heartbeat: Heartbeat | undefined
  let stopHello: (() => void) | undefined
  const context = { ...on, clock, readyMs: liveness.readyMs, send: (frame: Out) => link.send(frame), end: failSilently }
  const subscriptions = createSubscriptions(live, wanted, context)
  const { acknowledge, getTopics } = subscriptions
  const linkContext: LinkContext<T, Out> = { ...context, getTopics }

  const link = live.transport.open(
    {
      open() {
        if (phase !== 'opening') return
        // Before the connection's own limit of the same length, which gives no reason.
        stopHello = live.hello?.(linkContext)
        on.link('opened')
        if (!liveness.greets) start()
      },
      frame(frame) {
        recordFrame()
        for (const incoming of decode(live, frame, getTopics())) if (phase !== 'over') receive(incoming, frame)
      },
      alive: () => recordFrame(),
      close({ code }) {
        if (phase === 'over') return
        end()
        if (code !== undefined && live.refusals.includes(code)) refuse(`CLOSE_${code}`)
        else on.link('closed')
      },
    },
    live.opensWith ? live.sync(getTopics(), []) : [],
  )

  function receive(incoming: Incoming<Data, Out>, frame: In) {
    switch (incoming.type) {
      case 'ready':
        return start()
      case 'alive':
        if (incoming.answer !== undefined) link.send(incoming.answer)
        if (incoming.pong) recordFrame(true)
        return
      case 'subscribed':
        return acknowledge(incoming.key)
      case 'update':
        for (const key of incoming.keys) {
          acknowledge(key)
          on.update(key, incoming.data)
        }
        return
      case 'refused':
        if (incoming.scope === 'topic') subscriptions.refuse(incoming.key, incoming.code)
        else refuse(incoming.code)
        return
      case 'malformed':
        on.report('MALFORMED_FRAME', incoming.reason, frame)
    }
  }

  function refuse(code: string) {
    on.report('CONNECTION_REFUSED', `This client was refused: ${code}.`)
    on.link('refused')
  }

  function recordFrame(isPong = false) {
    heardAt = clock.now()
    heartbeat?.hear(isPong)
  }

  function start() {
    if (phase !== 'opening') return
    phase = 'ready'
    stopHello?.()
    heartbeat = live.heartbeat?.(linkContext)
    on.link('ready')
    sync()
  }

  function sync() {
    if (phase !== 'ready') return
    try {
      subscriptions.sync()
    } catch (error) {
      on.report('MALFORMED_FRAME', String(error))
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

  return { getSubscription: subscriptions.getState, getHeardAt: () => heardAt, sync, close }
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

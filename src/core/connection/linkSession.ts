import type { Report } from '../contract/diagnostics.js'
import type { Clock } from '../contract/environment.js'
import type { Heartbeat } from '../contract/heartbeat.js'
import type { LinkContext } from '../contract/linkContext.js'
import type { Incoming, Live } from '../contract/protocol.js'
import type { ConnectionInfo, TopicSource } from '../contract/status.js'
import type { Topic } from '../contract/topic.js'
import type { BeginTrials } from '../contract/trials.js'
import { createSubscriptions, type Subscriptions, type SubscriptionState } from './subscriptions.js'

/** A connection's side of its link. */
export interface SessionEvents<Data> {
  readonly beginTrials?: BeginTrials | undefined
  readonly report: Report
  /** The connection's words may have changed; called also where only the phase behind them did. */
  change(): void
  /** `silent`: nothing came after `ready`, not one ack: the service has forgotten this link. */
  link(event: 'opened' | 'ready' | 'silent' | 'refused' | 'closed'): void
  update(key: string, data: Data, isWhole?: boolean, via?: TopicSource['via']): void
  acknowledged(key: string): void
  /** The topic's claims may have changed: the link isn't to be relied upon for it, or `State.toInfo` says otherwise. */
  changed(key: string): void
}

type LinkInfo = Pick<ConnectionInfo, 'clockOffsetMs' | 'id' | 'latencyMs'>

export interface LinkSession {
  getSubscription(key: string): SubscriptionState
  getHeardAt(): number
  /** The words about the link that its greeting and its heartbeat have published. */
  getInfo(): LinkInfo
  /** The service doesn't push the topic any more, though the link lives. */
  renew(key: string): void
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
  let info: LinkInfo = {}
  let heartbeat: Heartbeat | undefined
  let stopHello: (() => void) | undefined
  const context = { ...on, clock, sync, send: (frame: Out) => link.send(frame) }
  const subscriptions = createSubscriptions(live, wanted, context)
  const { getTopics } = subscriptions
  const linkContext: LinkContext<T, Out> = {
    ...context,
    readyMs: live.liveness.readyMs,
    getTopics,
    publish(next) {
      info = { ...info, ...next }
      on.change()
    },
    end: failSilently,
  }

  const link = live.transport.open(
    {
      open() {
        if (phase !== 'opening') return
        // Before the connection's own limit of the same length, which gives no reason.
        stopHello = live.hello?.(linkContext)
        on.link('opened')
        if (!live.liveness.greets) start()
      },
      frame(frame) {
        recordFrame()
        for (const incoming of decode(live, frame, getTopics())) if (phase !== 'over') receive(incoming, frame)
      },
      report: on.report,
      alive: () => recordFrame(),
      close({ code, message }) {
        if (phase === 'over') return
        const isRefused = code !== undefined && live.refusals.includes(code)
        if (phase === 'opening' && !isRefused) on.report('CONNECTION_FAILED', message)
        // A client that is refused says nothing of a topic.
        end(!isRefused)
        if (isRefused) refuse(`CLOSE_${code}`, on)
        else on.link('closed')
      },
    },
    live.opensWith ? live.sync(getTopics(), []) : [],
  )

  function receive(incoming: Incoming<Data, Out>, frame: In) {
    if (incoming.type === 'ready') start(incoming.id)
    else if (incoming.type === 'alive') {
      if (incoming.answer !== undefined) link.send(incoming.answer)
      if (incoming.pong) recordFrame(incoming.pong)
    } else passOn(incoming, frame, subscriptions, on)
  }

  function recordFrame(pong: boolean | number = false) {
    heardAt = clock.now()
    heartbeat?.hear(pong)
  }

  function start(id?: string) {
    if (phase !== 'opening') return
    phase = 'ready'
    info = { id }
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
    close(true)
    on.link('closed')
  }

  function end(isLost: boolean) {
    phase = 'over'
    subscriptions.close(isLost)
    heartbeat?.stop()
    stopHello?.()
  }

  function close(isLost = false) {
    if (phase === 'over') return
    end(isLost)
    link.close()
  }

  const { getState: getSubscription, renew } = subscriptions
  return { getSubscription, getHeardAt: () => heardAt, getInfo: () => info, renew, sync, close: () => close() }
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
        on.update(key, incoming.data, incoming.isWhole, incoming.via)
      }
      return
    case 'refused':
      if (incoming.scope === 'connection') refuse(incoming.code, on)
      else subscriptions.refuse(incoming.key, incoming.code)
      return
    case 'info':
      on.changed(incoming.key)
      return
    case 'missed':
      on.acknowledged(incoming.key)
      return
    case 'malformed':
      on.report('MALFORMED_FRAME', incoming.reason, frame)
  }
}

function refuse(code: string, { link, report }: Pick<SessionEvents<never>, 'link' | 'report'>): void {
  report('CONNECTION_REFUSED', `This client was refused: ${code}.`)
  link('refused')
}

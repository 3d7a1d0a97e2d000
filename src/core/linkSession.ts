import type { Clock } from './environment.js'
import type { Incoming, Live, Topic } from './protocol.js'
import type { CloseReason } from './transport.js'

/** When a topic that was not acknowledged is subscribed again, in ms: it is polled meanwhile. */
const againMs = 60_000

export interface SessionEvents<Data> {
  opened(): void
  ready(): void
  refused(code: string): void
  /** Nothing came after `ready`, not one ack: the service has forgotten this link. */
  silent(): void
  closed(reason: CloseReason): void
  update(key: string, data: Data): void
  confirmed(key: string): void
  /** The ack did not come in time, or the service refused the topic: it isn't to be relied upon for this one. */
  unconfirmed(key: string, code: 'ACK_LATE' | (string & {})): void
  malformed(reason: string, frame: unknown): void
}

export interface SessionOptions<T extends Topic, Data, Out, In> {
  readonly live: Live<T, Data, Out, In>
  readonly clock: Clock
  readonly getWanted: () => ReadonlyMap<string, T>
  readonly on: SessionEvents<Data>
}

export interface LinkSession {
  readonly lastFrameAt: number | undefined
  isConfirmed(key: string): boolean
  /** Brings the service's subscriptions to what is wanted; each topic is sent once a link, and again each minute while it isn't acknowledged. */
  sync(): void
  close(): void
}

/**
 * One link from its opening to its end.
 *
 * - Nothing is sent before `ready`.
 * - After `close()`, or the link's own end, nothing is called any more and no timer is left.
 */
export function createLinkSession<T extends Topic, Data, Out, In>(
  options: SessionOptions<T, Data, Out, In>,
): LinkSession {
  const { clock, getWanted, live, on } = options
  const sent = new Map<string, T>()
  const confirmed = new Set<string>()
  const ackTimers = new Map<string, () => void>()
  const lost = new Set<string>()
  let stopAgain: (() => void) | undefined
  let isReady = false
  let isOver = false
  let lastFrameAt: number | undefined
  /** Made anew when it changes, not for each frame: a page may follow thousands. */
  let sentTopics: readonly T[] = []

  const link = live.transport.open({
    open: () => !isOver && on.opened(),
    frame(frame) {
      if (isOver) return
      lastFrameAt = clock.now()
      for (const incoming of read(frame)) if (!isOver) take(incoming, frame)
    },
    alive() {
      if (!isOver) lastFrameAt = clock.now()
    },
    close(reason) {
      if (isOver) return
      end()
      on.closed(reason)
    },
  })

  /** A protocol promises not to throw; a socket callback doesn't rely on it. */
  function read(frame: In): readonly Incoming<Data>[] {
    try {
      return live.decode(frame, sentTopics)
    } catch (error) {
      return [{ type: 'malformed', reason: String(error) }]
    }
  }

  function take(incoming: Incoming<Data>, frame: In) {
    switch (incoming.type) {
      case 'ready':
        if (isReady) return
        isReady = true
        on.ready()
        sync()
        return
      case 'subscribed':
        confirm(incoming.key)
        return
      case 'update':
        for (const key of incoming.keys) {
          confirm(key)
          on.update(key, incoming.data)
        }
        return
      case 'refused':
        if (incoming.scope === 'connection') on.refused(incoming.code)
        else doubt(incoming.key, incoming.code)
        return
      case 'malformed':
        on.malformed(incoming.reason, frame)
        return
      case 'alive':
    }
  }

  function sync() {
    if (!isReady || isOver) return
    const wanted = getWanted()
    const added = [...wanted].filter(([key]) => !sent.has(key))
    try {
      const frames = live.sync([...wanted.values()], sentTopics)
      for (const key of sent.keys()) if (!wanted.has(key)) forget(key)
      for (const [key, topic] of added) expect(key, topic)
      sentTopics = [...sent.values()]
      for (const frame of frames) link.send(frame)
    } catch (error) {
      close()
      on.closed({ opened: true, message: String(error) })
    }
    // Without acks it counts from the sending: a snapshot that was asked for before would leave a gap.
    if (live.liveness.ackMs === undefined) for (const [key] of added) confirm(key)
  }

  function expect(key: string, topic: T) {
    sent.set(key, topic)
    const { ackMs } = live.liveness
    if (ackMs === undefined) return
    ackTimers.set(
      key,
      clock.after(ackMs, () => lose(key)),
    )
  }

  function confirm(key: string) {
    if (isOver || !sent.has(key)) return
    stopAckTimer(key)
    lost.delete(key)
    if (confirmed.has(key)) return
    confirmed.add(key)
    on.confirmed(key)
  }

  function doubt(key: string, code: string) {
    if (!sent.has(key)) return
    stopAckTimer(key)
    confirmed.delete(key)
    on.unconfirmed(key, code)
  }

  function lose(key: string) {
    doubt(key, 'ACK_LATE')
    if (isOver) return
    lost.add(key)
    stopAgain ??= clock.after(againMs, again)
    if (confirmed.size === 0 && ackTimers.size === 0) on.silent()
  }

  function again() {
    stopAgain = undefined
    for (const key of lost) sent.delete(key)
    lost.clear()
    sentTopics = [...sent.values()]
    sync()
  }

  function forget(key: string) {
    stopAckTimer(key)
    lost.delete(key)
    sent.delete(key)
    confirmed.delete(key)
  }

  function stopAckTimer(key: string) {
    ackTimers.get(key)?.()
    ackTimers.delete(key)
  }

  function end() {
    isOver = true
    stopAgain?.()
    for (const key of [...ackTimers.keys()]) stopAckTimer(key)
  }

  function close() {
    if (isOver) return
    end()
    link.close()
  }

  return {
    get lastFrameAt() {
      return lastFrameAt
    },
    isConfirmed: (key) => confirmed.has(key),
    sync,
    close,
  }
}

import type { CreateHeartbeat } from '../contract/heartbeat.js'
import type { Topic } from '../contract/topic.js'
import type { ReadClock } from '../utils/createClockReader.js'

export interface HeartbeatOptions<T extends Topic, Out> {
  /** How often to ping while the link is up, in ms. Never by default: the service pings. */
  readonly everyMs?: number | undefined
  /** The frames of the nth ping; besides the ping, what is to be said again from time to time. */
  readonly frames?: ((topics: readonly T[], nth: number) => readonly Out[]) | undefined
  /** Called once a link, to read the service's clock by its pongs, where they bear its time. None by default. */
  readonly createClockReader?: (() => ReadClock) | undefined
  /** How long a link may bring nothing at all, in ms: longer than `everyMs`. */
  readonly silenceMs: number
}

/** Pings a link that is up, measures how long the answers take, and tells of one that brings nothing. */
export function createHeartbeat<T extends Topic, Out>(options: HeartbeatOptions<T, Out>): CreateHeartbeat<T, Out> {
  const { everyMs, silenceMs } = options
  return ({ clock, end, getTopics, publish, send }) => {
    let pings = 0
    let heardAt = clock.now()
    let pingedAt: number | undefined
    const readClock = options.createClockReader?.()
    let stopPing = everyMs && clock.after(everyMs, ping)
    let stopWatch = clock.after(silenceMs, watch)

    function ping() {
      stopPing = everyMs && clock.after(everyMs, ping)
      pings += 1
      pingedAt ??= clock.now()
      for (const frame of options.frames?.(getTopics(), pings) ?? []) send(frame)
    }

    function watch() {
      const leftMs = heardAt + silenceMs - clock.now()
      if (leftMs > 0) stopWatch = clock.after(leftMs, watch)
      else end()
    }

    return {
      hear(pong) {
        heardAt = clock.now()
        if (!pong || pingedAt === undefined) return
        const latencyMs = heardAt - pingedAt
        // It was written half of the way back.
        const halfMs = latencyMs / 2
        const clockOffsetMs = pong === true ? undefined : readClock?.(pong + halfMs, clock.unixNow(), halfMs)
        publish({ latencyMs, clockOffsetMs })
        pingedAt = undefined
      },
      stop() {
        if (stopPing) stopPing()
        stopWatch()
      },
    }
  }
}

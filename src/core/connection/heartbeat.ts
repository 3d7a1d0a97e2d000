import type { CreateHeartbeat } from '../contract/heartbeat.js'
import type { Topic } from '../contract/topic.js'

export interface HeartbeatOptions<T extends Topic, Out> {
  /** How often to ping while the link is up, in ms. Never by default: the service pings. */
  readonly everyMs?: number | undefined
  /** The frames of the nth ping; besides the ping, what is to be said again from time to time. */
  readonly frames?: ((topics: readonly T[], nth: number) => readonly Out[]) | undefined
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
      hear(isPong) {
        heardAt = clock.now()
        if (!isPong || pingedAt === undefined) return
        publish({ latencyMs: heardAt - pingedAt })
        pingedAt = undefined
      },
      stop() {
        if (stopPing) stopPing()
        stopWatch()
      },
    }
  }
}

import type { SimulatorClock } from '../../kit/clock.js'

export interface HeartBeatsContext {
  readonly clock: SimulatorClock
  /** How often the server can send one, in milliseconds; 0 for never. */
  readonly sends: number
  /** How often the server wants one, in milliseconds; 0 for never. */
  readonly wants: number
  send(): void
  /** Nothing came for three times the agreed time: lines and browsers are late at times. */
  missed(ms: number): void
}

export interface HeartBeats {
  /** Call it with the two numbers of the client's CONNECT frame. */
  start(clientSends: number, clientWants: number): void
  /** Whatever comes is a sign of life. */
  heard(): void
  stop(): void
}

/** Each direction beats only where one side offers it and the other wants it, at the slower of the two paces. */
export function createHeartBeats(context: HeartBeatsContext): HeartBeats {
  const { clock, sends, wants } = context
  const timers = new Map<'out' | 'in', unknown>()
  let heardAt = clock.now()

  const repeat = (name: 'out' | 'in', ms: number, run: () => void): void => {
    const timer = clock.setTimeout(() => {
      repeat(name, ms, run)
      run()
    }, ms)
    timers.set(name, timer)
  }

  return {
    start(clientSends, clientWants) {
      if (sends > 0 && clientWants > 0) repeat('out', Math.max(sends, clientWants), () => context.send())
      if (wants > 0 && clientSends > 0) {
        const silenceMs = 3 * Math.max(wants, clientSends)
        repeat('in', Math.max(wants, clientSends), () => {
          if (clock.now() - heardAt >= silenceMs) context.missed(silenceMs)
        })
      }
    },
    heard() {
      heardAt = clock.now()
    },
    stop() {
      for (const timer of timers.values()) clock.clearTimeout(timer)
      timers.clear()
    },
  }
}

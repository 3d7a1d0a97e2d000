import type { Clock } from './environment.js'
import type { Provenance, State, Topic } from './protocol.js'

/** A change that is to be shown. */
export interface Change<Data> {
  /** What was shown before. */
  readonly before: Data | undefined
  readonly data: Data
  /** Of a feed, `data` before it was cut to its limit: nothing that was news is missing in it. */
  readonly whole: Data
}

/** What a piece of news has done. */
export interface Outcome {
  readonly isChanged: boolean
  /** See `State.hasMoved`. */
  readonly hasMoved: boolean
  readonly isFirst: boolean
}

/** All that is known of one topic: whatever comes is merged, so that it never gets older. */
export interface Known<Data> {
  get(): Data | undefined
  take(next: Data, via: Provenance['via'], askedAt?: number): Outcome
  /** Takes a piece of a feed in; it is merged when somebody looks. */
  push(piece: Data): Outcome
  /** When it last moved, by the monotonic clock; -Infinity for never. */
  getMovedAt(): number
  /** What has changed since this was last asked, cut to the newest `limit`. */
  takeChange(limit: number): Change<Data> | undefined
  /** Something may have been missed; answers whether that changes anything. */
  break(): boolean
}

export function createKnown<T extends Topic, Data>(state: State<T, Data>, clock: Clock): Known<Data> {
  const { pieces } = state
  let data: Data | undefined
  let shown: Data | undefined
  let inbox: Data[] = []
  let movedAt = -Infinity

  function get(): Data | undefined {
    if (inbox.length > 0 && pieces) {
      const joined = pieces.join(inbox)
      inbox = []
      merge(data ?? pieces.empty, joined, 'socket')
    }
    return data
  }

  function merge(before: Data | undefined, next: Data, via: Provenance['via'], askedAt?: number): Outcome {
    const receivedAt = clock.now()
    data = state.merge(before, next, { via, receivedAt, askedAt, previousChangedAt: movedAt })
    const isChanged = data !== before
    const hasMoved = isChanged && (before === undefined || state.hasMoved(before, data))
    if (hasMoved) movedAt = receivedAt
    return { isChanged, hasMoved, isFirst: before === undefined }
  }

  return {
    get,
    take: (next, via, askedAt) => merge(get(), next, via, askedAt),
    push(piece) {
      inbox.push(piece)
      return { isChanged: true, hasMoved: true, isFirst: data === undefined }
    },
    getMovedAt: () => movedAt,
    takeChange(limit) {
      const before = shown
      const whole = get()
      if (whole === before || whole === undefined) return undefined
      data = shown = pieces ? pieces.trim(whole, limit) : whole
      return { before, data, whole }
    },
    break() {
      const before = get()
      if (before !== undefined && pieces) data = pieces.break(before)
      return data !== before
    },
  }
}

import type { TopicTransport } from 'onwire'
import type { WireEntry, WireLog } from './createWireLog.js'

/** Something that was shown, and the way that it came. */
export interface Value {
  readonly nth: number
  /** Of the frame or the answer that brought it. */
  readonly seq: number
  /** In unix ms. */
  readonly at: number
  readonly text: string
  /** `snapshot`: the first one, asked for beside the socket. `polling`: asked for later. */
  readonly via: 'socket' | 'bridge' | 'polling' | 'snapshot'
}

export interface News {
  readonly subject: string
  readonly text: string
  /** What the wire calls it: the status, or a log's transaction. */
  readonly told: string
  readonly transport: TopicTransport
  /** What pushes: the service's socket by default. */
  readonly pushed?: 'socket' | 'bridge'
}

const kept = 200

type Adder = (values: readonly Value[]) => readonly Value[]

/** Adds a status that is new now. Whoever told it first has brought it; where that is cut from the log, what is in use. */
export function createStatusAdder(news: News, wire: WireLog): Adder {
  const at = Date.now()
  return (values) => {
    const last = values.at(-1)
    if (last?.text === news.text) return values
    const bringer = wire.findBringer(news.subject, news.told, last?.seq ?? 0)
    return add(values, news, { seq: bringer?.seq ?? last?.seq ?? 0, via: bringer?.via, at })
  }
}

/** Adds what happened to a feed: brought by a push that told of it, or else by what was asked for last. */
export function createChangeAdder(news: News, wire: WireLog): Adder {
  const at = Date.now()
  return (values) => {
    const after = values.at(-1)?.seq ?? 0
    const bringer = wire.findBringer(news.subject, news.told, after) ?? wire.findLast(news.subject, after)
    return add(values, news, { seq: bringer?.seq ?? after, via: bringer?.via, at })
  }
}

function add(
  values: readonly Value[],
  { pushed = 'socket', text, transport }: News,
  { at, seq, via }: { readonly seq: number; readonly via: WireEntry['via'] | undefined; readonly at: number },
): readonly Value[] {
  const isPushed = via ? via !== 'poll' : transport === 'socket'
  const asked = values.length > 0 ? 'polling' : 'snapshot'
  const nth = (values.at(-1)?.nth ?? 0) + 1
  return [...values.slice(1 - kept), { nth, seq, at, text, via: isPushed ? pushed : asked }]
}

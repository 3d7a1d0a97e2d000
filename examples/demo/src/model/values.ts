import type { RelayStatus } from 'onwire/relay'
import type { TopicTransport } from 'onwire'
import type { WireLog } from './createWireLog.js'

/** One status that was shown, and the way that it came. */
export interface Value {
  readonly seq: number
  /** In unix ms. */
  readonly at: number
  readonly status: string
  /** `snapshot`: the first one, asked for beside the socket. `polling`: asked for later. */
  readonly via: 'socket' | 'polling' | 'snapshot'
}

/** Adds what is new now. Whoever told it first has brought it; where that is cut from the log, what is in use. */
export function createAdder({ requestId, status }: RelayStatus, wire: WireLog, transport: TopicTransport) {
  const at = Date.now()
  return (values: readonly Value[]): readonly Value[] => {
    const last = values.at(-1)
    if (last?.status === status) return values
    const bringer = wire.findBringer(requestId, status, last?.seq ?? 0)
    const isPushed = bringer ? bringer.via === 'socket' : transport === 'socket'
    const asked = last ? 'polling' : 'snapshot'
    return [...values, { seq: bringer?.seq ?? last?.seq ?? 0, at, status, via: isPushed ? 'socket' : asked }]
  }
}

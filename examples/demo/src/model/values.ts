import type { RelayStatus } from 'onwire/relay'
import type { TopicTransport } from 'onwire'
import type { WireLog } from './createWireLog.js'

/** One status that was shown, and the way that it came. */
export interface Value {
  readonly seq: number
  readonly at: number
  readonly status: string
  readonly via: 'socket' | 'poll'
}

/** Adds what is new. Whoever told it first has brought it; where that was cut from the log, what is in use now. */
export function addValue(
  values: readonly Value[],
  { requestId, status }: RelayStatus,
  wire: WireLog,
  transport: TopicTransport,
): readonly Value[] {
  const last = values.at(-1)
  if (last?.status === status) return values
  const bringer = wire.findBringer(requestId, status, last?.seq ?? 0)
  const via = bringer?.via ?? (transport === 'socket' ? 'socket' : 'poll')
  return [...values, { seq: bringer?.seq ?? last?.seq ?? 0, at: Date.now(), status, via }]
}

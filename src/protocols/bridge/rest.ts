import type { FetchContext } from '../../core/contract/fetchContext.js'
import type { Protocol, State } from '../../core/contract/protocol.js'
import type { Topic } from '../../core/contract/topic.js'
import type { AskJson } from '../shared/askJson.js'
import { toRecord } from '../shared/guards.js'
import { readAnswer } from './refusal.js'
import type { BridgeClaims } from './claims.js'

/** Asks the bridge for what it knows; of a feed also for a stretch, which it asks the service for. */
export function getSnapshot<T extends Topic, Data>(
  { id, key }: Protocol<T, Data>,
  { pieces, revive }: State<T, Data>,
  ask: AskJson,
  claims: BridgeClaims,
  topic: T,
  { current, limit, range, request }: FetchContext<Data>,
): Promise<Data> {
  const { items } = toRecord(current)
  // The bridge has a list of its own: of a stretch it is told how many are missing here.
  const count = range && Array.isArray(items) ? Math.max(1, limit - items.length) : limit
  const stretch = range && { from: `${range.from ?? ''}`, to: `${range.to}` }
  const query = { topic: JSON.stringify({ protocol: id, topic }), ...(pieces && { limit: `${count}`, ...stretch }) }
  const read = (answer: unknown, status: number) => {
    const { data, info } = readAnswer(id, answer, status)
    // An older bridge has no claims.
    if (info) claims.set(key(topic), { info: toRecord(info) })
    const value = revive(data)
    if (value === undefined || !pieces) return value
    return pieces.adopt(value, range !== undefined || toRecord(data)['isBroken'] === true, current ?? pieces.empty)
  }
  return request((signal) => ask('/snapshot', query, read, signal))
}

/** Asks the bridge for a call of the service's. */
export function getCall(ask: AskJson, id: string, path: string, signal: AbortSignal): Promise<unknown> {
  const read = (answer: unknown, status: number) => readAnswer(id, answer, status)['data']
  return ask('/call', { protocol: id, path }, read, signal)
}

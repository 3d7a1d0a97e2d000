import { notNeeded } from '../../../core/topic/requestBudget.js'
import { defaultFeedLimit } from '../../../core/feed/defaultFeedLimit.js'
import { toInfo } from '../readers/frames.js'
import type { SnapshotQuery } from '../upstream/snapshotAnswers.js'
import { parseTopic, readOneTopic } from './readTopics.js'
import { Refusal, toRefusedResponse } from '../refusal.js'
import type { BridgeServices } from '../services.js'

/** Answers with one topic's current data; of a feed with `limit` items, or from `from` to `to`. */
export async function answerSnapshot(request: Request, services: BridgeServices, from: unknown): Promise<Response> {
  if (request.method !== 'GET') throw new Refusal('WRONG_METHOD')
  const { searchParams } = new URL(request.url)
  const received = searchParams.getAll('topic').map(parseTopic)
  const { caller, isAllowed } = await services.authorize(request, from)
  // Nothing is read, and nothing logged, of what was asked for by somebody who isn't let in.
  const topic = readOneTopic(services.protocols, received)
  const upstream = services.upstreams.get(topic.protocol)
  if (!upstream) throw new Refusal('UNKNOWN_PROTOCOL', topic)
  if (!(await isAllowed(topic))) throw new Refusal('FORBIDDEN', topic)
  const query = toQuery(searchParams)
  const { key, protocol } = topic
  try {
    const data = await upstream.snapshot(topic, { ...query, caller, signal: request.signal })
    const claim = upstream.getInfo(topic)
    const info = claim && toInfo(claim, services.clock.unixNow())
    return Response.json({ protocol, key, data, info }, { headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    // Nobody reads this answer.
    if (error === notNeeded) return new Response(null, { status: 499 })
    if (error instanceof Refusal) throw new Refusal(error.code, topic)
    const message = 'The service could not be asked for a snapshot. See the cause.'
    services.report({ code: 'UPSTREAM_FAILED', level: 'warn', message, cause: error, protocol, key })
    return toRefusedResponse(new Refusal('UPSTREAM_FAILED'), () => {})
  }
}

function toQuery(params: URLSearchParams): SnapshotQuery {
  const limit = toWhole(params.get('limit'))
  const from = toWhole(params.get('from'))
  const to = toWhole(params.get('to'))
  if (limit === 0 || (from !== undefined && (to === undefined || from > to))) throw new Refusal('BAD_RANGE')
  return {
    limit: limit ?? defaultFeedLimit,
    ...(to !== undefined && { range: { to, ...(from !== undefined && { from }) } }),
  }
}

function toWhole(text: string | null): number | undefined {
  if (!text) return undefined
  if (!/^\d{1,15}$/.test(text)) throw new Refusal('BAD_RANGE')
  return Number(text)
}

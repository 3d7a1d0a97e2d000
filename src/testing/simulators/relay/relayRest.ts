import type { WritableLog } from '../../kit/log.js'
import { createRestLimit } from '../../kit/restLimit.js'
import type { RestAnswer, RestReply, RestRequest, RestServer } from '../../kit/server.js'
import { relayChains } from './relayChains.js'
import type { RelayCounters } from './relayCounters.js'
import type { RelayFaultState } from './relayFaults.js'
import { answerRequests, readAskedIds, type RelayRequestsAnswerContext } from './relayRequestsAnswer.js'
import { type SimulatedRelayStatus, without } from './relayStatus.js'

export interface RelayRestContext extends RelayRequestsAnswerContext {
  readonly log: WritableLog
  readonly counters: RelayCounters
  /** How many requests a minute one API key (or everyone without one) may make. */
  readonly requestsPerMinute: number
  now(): number
  faults(): RelayFaultState
  /** A client asks for this id, whatever it is answered. */
  asked(requestId: string): void
}

export interface RelayRest extends RestServer {
  /** Requests of the last 60 s, by everyone. */
  requestsLastMinute(): number
}

/** The service's REST: statuses, chains, its limit of requests a minute, and its faults. */
export function createRelayRest(context: RelayRestContext): RelayRest {
  const { log, counters } = context
  const limit = createRestLimit(context.requestsPerMinute, () => context.now())

  const reply = (request: RestRequest, requestId: string | undefined): RestReply => {
    const { rest, retryAfterS } = context.faults()
    const waitS = limit.spend(request.headers.get('x-api-key') ?? '')
    if (rest === 'down') return { kind: 'cut' }
    if (rest === 'hang') return { kind: 'hang' }
    if (rest === 'error') return toError(503, 'Service Unavailable', 'SERVICE_UNAVAILABLE')
    if (rest === 'rate-limited') return toLimited(retryAfterS)
    if (waitS !== undefined) return toLimited(waitS)
    return route(request, requestId)
  }
  const route = (request: RestRequest, requestId: string | undefined): RestReply => {
    const path = request.url.pathname
    if (request.method === 'GET' && path === '/chains') return toAnswer(200, { chains: relayChains })
    if (request.method === 'GET' && path === requestsPath) {
      counters.manyRequests += 1
      return answerRequests(request, context)
    }
    const version = /^\/intents\/status(?:\/(v2|v3))?$/.exec(path)
    if (request.method !== 'GET' || version === null) {
      return toError(404, `Route ${request.method}:${path} not found`, 'NOT_FOUND')
    }
    if (requestId === undefined || requestId === '') {
      return toError(400, 'requestId is required', 'INVALID_REQUEST')
    }
    counters.statusRequests[requestId] = (counters.statusRequests[requestId] ?? 0) + 1
    const status = context.getStatus(requestId)
    if (status === undefined) return toAnswer(200, { status: 'unknown' })
    return toAnswer(200, version[1] === 'v3' ? toVersion3(status) : toVersion2(status))
  }

  return {
    handle(request) {
      const requestId = request.url.searchParams.get('requestId') ?? undefined
      counters.restRequests += 1
      if (requestId !== undefined) context.asked(requestId)
      else if (request.url.pathname === requestsPath) readAskedIds(request, context)?.forEach(context.asked)
      const answer = reply(request, requestId)
      const result = answer.kind === 'answer' ? answer.status : answer.kind
      if (result === 429) counters.restLimited += 1
      log.add({
        type: 'rest',
        method: request.method,
        path: request.url.pathname,
        ...(requestId !== undefined && { requestId }),
        result,
      })
      return answer
    },
    requestsLastMinute: () => limit.lastMinute(),
  }
}

const requestsPath = '/requests/v3'

/** The answer names no request id; the client knows what it asked for. No reason is said as `N/A`. */
function toVersion3(status: Partial<SimulatedRelayStatus>): unknown {
  return { failReason: 'N/A', ...without(status, ['requestId']) }
}

/** The older version knows no `submitted`, and calls its time `time`. */
function toVersion2(status: Partial<SimulatedRelayStatus>): unknown {
  return {
    ...without(status, ['requestId', 'updatedAt']),
    ...(status.status === 'submitted' && { status: 'pending' }),
    ...(status.updatedAt !== undefined && { time: status.updatedAt }),
  }
}

function toAnswer(status: number, body: unknown, headers: Record<string, string> = {}): RestAnswer {
  return { kind: 'answer', status, headers, body }
}

function toError(status: number, message: string, errorCode: string): RestAnswer {
  return toAnswer(status, { message, errorCode })
}

function toLimited(retryAfterS: number): RestAnswer {
  return toAnswer(
    429,
    { message: 'Too many requests', errorCode: 'RATE_LIMITED' },
    { 'retry-after': String(retryAfterS) },
  )
}

import type { WritableLog } from '../../kit/log.js'
import { createRestLimit } from '../../kit/restLimit.js'
import type { RestAnswer, RestReply, RestRequest, RestServer } from '../../kit/server.js'
import { fusionChains } from './fusionChains.js'
import type { FusionCounters } from './fusionCounters.js'
import type { FusionFaultState } from './fusionFaults.js'
import type { FusionPayload, FusionShape } from './fusionWire.js'

export interface FusionRestContext {
  readonly log: WritableLog
  readonly counters: FusionCounters
  /** How many requests a minute everyone together may make. */
  readonly requestsPerMinute: number
  readonly envelope: FusionShape['rest']
  now(): number
  faults(): FusionFaultState
  /** A client asks for this intent, whatever it is answered. */
  asked(intentId: string): void
  /** REST's answer for an intent; undefined where there is none of that id. */
  getIntent(intentId: string): FusionPayload | undefined
  timestamp(): unknown
}

export interface FusionRest extends RestServer {
  requestsLastMinute(): number
}

/** The service's REST: one intent, health, chains, its limit of requests a minute, and its faults. */
export function createFusionRest(context: FusionRestContext): FusionRest {
  const { log, counters, envelope } = context
  const limit = createRestLimit(context.requestsPerMinute, () => context.now())

  const reply = (request: RestRequest): RestReply => {
    const { rest, retryAfterS } = context.faults()
    const waitS = limit.spend('')
    if (rest === 'down') return { kind: 'cut' }
    if (rest === 'hang') return { kind: 'hang' }
    if (rest === 'error') return toAnswer(503, { error: 'Service Unavailable' })
    if (rest === 'html') return toPage()
    if (rest === 'rate-limited') return toLimited(retryAfterS)
    return waitS === undefined ? route(request) : toLimited(waitS)
  }
  const route = ({ method, url }: RestRequest): RestReply => {
    if (method !== 'GET') return toUnknownRoute(method, url)
    if (url.pathname === '/api/health') return toAnswer(200, { status: 'ok', timestamp: context.timestamp() })
    if (url.pathname === '/api/chains') return toAnswer(200, { chains: fusionChains })
    const intentId = toIntentId(url.pathname)
    if (intentId === undefined) return toUnknownRoute(method, url)
    counters.intentRequests[intentId] = (counters.intentRequests[intentId] ?? 0) + 1
    const intent = context.getIntent(intentId)
    if (intent === undefined) return toAnswer(404, { error: 'Intent not found' })
    return toAnswer(200, envelope === 'bare' ? intent : { [envelope]: intent })
  }

  return {
    handle(request) {
      const intentId = toIntentId(request.url.pathname)
      counters.restRequests += 1
      if (intentId !== undefined) context.asked(intentId)
      const answer = reply(request)
      const result = answer.kind === 'answer' ? answer.status : answer.kind
      if (result === 429) counters.restLimited += 1
      log.add({ type: 'rest', method: request.method, path: request.url.pathname, result })
      return answer
    },
    requestsLastMinute: () => limit.lastMinute(),
  }
}

function toIntentId(path: string): string | undefined {
  const found = /^\/api\/intents\/([^/]+)$/.exec(path)?.[1]
  try {
    return found === undefined ? undefined : decodeURIComponent(found)
  } catch {
    return undefined
  }
}

function toAnswer(status: number, body: unknown, headers: Record<string, string> = {}): RestAnswer {
  return { kind: 'answer', status, headers, body }
}

/** As Express says it. */
function toUnknownRoute(method: string, url: URL): RestAnswer {
  return toAnswer(404, `<pre>Cannot ${method} ${encodeURI(url.pathname)}</pre>`, { 'content-type': 'text/html' })
}

/** As a proxy in front of the service says it while nothing is behind. */
function toPage(): RestAnswer {
  return toAnswer(200, '<!doctype html><title>Fusion</title><p>We will be right back.', { 'content-type': 'text/html' })
}

function toLimited(retryAfterS: number): RestAnswer {
  return toAnswer(429, { error: 'Too many requests' }, { 'retry-after': String(retryAfterS) })
}

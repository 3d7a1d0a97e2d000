import type { WritableLog } from '../../kit/log.js'
import { createRestLimit } from '../../kit/restLimit.js'
import type { RestAnswer, RestReply, RestRequest, RestServer } from '../../kit/server.js'
import type { WebhookRelayCounters } from './webhookRelayCounters.js'
import type { WebhookRelayFaultState } from './webhookRelayFaults.js'
import type { WebhookRelayWebhook } from './webhookRelayWebhook.js'

/** Where the service is known to answer now so and now so. */
export interface WebhookRelayRestStyle {
  /** `created_at`: unix seconds, or RFC 3339. Default `rfc3339`. */
  readonly times: 'seconds' | 'rfc3339'
  /** True: pages have a `next_cursor`; else there is only the offset. Default true. */
  readonly cursors: boolean
  /** The type of `status`. Default `word`. */
  readonly statuses: 'word' | 'number'
}

export const defaultRestStyle: WebhookRelayRestStyle = { times: 'rfc3339', cursors: true, statuses: 'word' }

export interface WebhookRelayRestContext {
  readonly log: WritableLog
  readonly counters: WebhookRelayCounters
  readonly requestsPerMinute: number
  readonly style: WebhookRelayRestStyle
  now(): number
  /** In unix ms. */
  serviceNow(): number
  faults(): WebhookRelayFaultState
  isAccepted(key: string, secret: string): boolean
  /** Newest first. */
  webhooks(): readonly WebhookRelayWebhook[]
  /** Somebody asks for this bucket, or for all, whatever they are answered. */
  asked(bucket: string | undefined): void
  /** Somebody is told of this bucket. */
  adopt(bucket: string): void
}

export interface WebhookRelayRest extends RestServer {
  /** Requests of the last 60 s, by everyone. */
  requestsLastMinute(): number
}

const mostLogs = 100

/** The service's REST: the log, its limit of requests a minute, and its faults. */
export function createWebhookRelayRest(context: WebhookRelayRestContext): WebhookRelayRest {
  const { counters, log } = context
  const limit = createRestLimit(context.requestsPerMinute, () => context.now())

  const reply = (request: RestRequest): RestReply => {
    const { rest, retryAfterS, unauthorized } = context.faults()
    const authorization = request.headers.get('authorization') ?? ''
    const waitS = limit.spend(authorization)
    if (rest === 'down') return { kind: 'cut' }
    if (rest === 'hang') return { kind: 'hang' }
    if (rest === 'error') return toAnswer(503, { message: 'service unavailable' })
    if (rest === 'rate-limited') return toLimited(retryAfterS)
    if (waitS !== undefined) return toLimited(waitS)
    const credentials = readAuthorization(authorization)
    if (unauthorized || !credentials || !context.isAccepted(...credentials))
      return toAnswer(401, { message: `unauthorized: ${authorization}` })
    if (request.method !== 'GET' || request.url.pathname !== '/v1/logs') return toAnswer(404, { message: 'not found' })
    return toPage(request.url.searchParams)
  }

  function toPage(query: URLSearchParams): RestReply {
    const bucket = query.get('bucket') ?? undefined
    if (bucket !== undefined) context.adopt(bucket)
    const all = context
      .webhooks()
      .filter((webhook) => bucket === undefined || [webhook.bucket.id, webhook.bucket.name].includes(bucket))
    const size = Number(query.get('limit') ?? 50)
    const cursor = query.get('cursor')
    const offset = Number(query.get('offset') ?? 0)
    const start = cursor === null ? offset : all.findIndex(({ id }) => id === cursor) + 1
    if (![size, offset].every((number) => Number.isInteger(number) && number >= 0) || (cursor !== null && start === 0))
      return toAnswer(400, { message: 'bad limit, offset or cursor' })
    const page = all.slice(start, start + Math.min(size, mostLogs))
    const last = page.at(-1)
    const hasMore = start + page.length < all.length
    return toAnswer(200, {
      data: page.map((webhook) => toLog(webhook, context.style)),
      total: all.length,
      limit: size,
      offset,
      ...(context.style.cursors && hasMore && last && { next_cursor: last.id }),
    })
  }

  return {
    handle(request) {
      const path = request.url.pathname
      counters.restRequests += 1
      counters.requests[path] = (counters.requests[path] ?? 0) + 1
      if (path === '/v1/logs') context.asked(request.url.searchParams.get('bucket') ?? undefined)
      const answer = toDated(reply(request), context.serviceNow())
      const result = answer.kind === 'answer' ? answer.status : answer.kind
      if (result === 429) counters.restLimited += 1
      log.add({ type: 'rest', method: request.method, path, result })
      return answer
    },
    requestsLastMinute: () => limit.lastMinute(),
  }
}

/** Names differ from the socket's, and a header that comes once may stand without a list. */
function toLog(webhook: WebhookRelayWebhook, { statuses, times }: WebhookRelayRestStyle): unknown {
  const { body, bucket, createdAt, headers, id, method, query } = webhook
  const [output] = bucket.outputs
  return {
    id,
    bucket_id: bucket.id,
    input_id: bucket.inputId,
    output_id: output?.id ?? '',
    method,
    status: statuses === 'word' ? 'sent' : 200,
    status_code: 200,
    headers: { ...headers, 'X-Forwarded-For': ['203.0.113.7'] },
    raw_query: query,
    body,
    created_at: times === 'seconds' ? Math.floor(createdAt / 1000) : new Date(createdAt).toISOString(),
  }
}

function readAuthorization(header: string): readonly [key: string, secret: string] | undefined {
  const [, scheme = '', value = ''] = /^(Bearer|Basic) (\S+)$/i.exec(header) ?? []
  if (scheme.toLowerCase() === 'bearer') return ['whr', value]
  try {
    const [, key, secret] = /^([^:]+):(.+)$/.exec(atob(value)) ?? []
    return key !== undefined && secret !== undefined ? [key, secret] : undefined
  } catch {
    return undefined
  }
}

function toLimited(retryAfterS: number): RestAnswer {
  return toAnswer(429, { message: 'too many requests' }, { 'retry-after': String(retryAfterS) })
}

/** As any HTTP server does it. */
function toDated(reply: RestReply, now: number): RestReply {
  if (reply.kind !== 'answer') return reply
  return { ...reply, headers: { date: new Date(now).toUTCString(), ...reply.headers } }
}

function toAnswer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): RestAnswer {
  return { kind: 'answer', status, headers, body }
}

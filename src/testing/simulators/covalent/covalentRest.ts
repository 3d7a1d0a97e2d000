import type { WritableLog } from '../../kit/log.js'
import type { RestReply, RestRequest, RestServer } from '../../kit/server.js'
import type { CovalentChain } from './covalentChain.js'
import { findCovalentChain } from './covalentChains.js'
import type { CovalentCounters } from './covalentCounters.js'
import type { CovalentFaultState } from './covalentFaults.js'
import type { CovalentFilter } from './covalentFilter.js'
import {
  type CovalentRestStyle,
  toBlockAnswer,
  toHtmlAnswer,
  toLogPage,
  toNftAnswer,
  toRestError,
} from './covalentRestAnswers.js'
import { parseBlock, parseRange, parseRoute } from './covalentRestQuery.js'
import { toBearer } from './stompAdmission.js'

const secondMs = 1000
const minuteMs = 60_000
/** How far the index is behind under the fault `lagging`, in ms. */
const laggingMs = 45_000

export interface CovalentRestContext {
  readonly log: WritableLog
  readonly counters: CovalentCounters
  readonly style: CovalentRestStyle
  /** Undefined: any key will do, and none. */
  readonly apiKeys: readonly string[] | undefined
  /** How many requests a second one API key (or everyone without one) may make. */
  readonly requestsPerSecond: number
  /** True: a 429 carries `Retry-After`. */
  readonly saysRetryAfter: boolean
  /** How far its index of logs is behind the chain, in ms. */
  readonly indexLagMs: number
  now(): number
  /** The service's clock, in milliseconds. */
  serviceNow(): number
  faults(): CovalentFaultState
  /** By id or name; undefined where the service doesn't know it. */
  chain(idOrName: string): CovalentChain | undefined
  /** Somebody asks for this, whatever they are answered. */
  asked(chainId: number, filter: CovalentFilter): void
  /** Somebody is told of this. */
  adopt(chainId: number, filter: CovalentFilter): void
}

export interface CovalentRest extends RestServer {
  /** Requests of the last 60 s, by everyone. */
  requestsLastMinute(): number
}

/** The service's REST: log events, blocks, a token's metadata, its keys, its limits, and its faults. */
export function createCovalentRest(context: CovalentRestContext): CovalentRest {
  const { log, counters, style } = context
  const recent = new Map<string, number[]>()

  const spendRequest = (apiKey: string): boolean => {
    const now = context.now()
    const times = (recent.get(apiKey) ?? []).filter((time) => time > now - minuteMs)
    times.push(now)
    recent.set(apiKey, times)
    return times.filter((time) => time > now - secondMs).length <= context.requestsPerSecond
  }
  const toLimited = (retryAfterS: number | undefined): RestReply =>
    toRestError(
      429,
      'You are being rate-limited',
      style,
      retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) },
    )
  const hear = (url: URL): void => {
    const route = parseRoute(url)
    const chain = findCovalentChain(route?.chain ?? '')
    if (route?.kind === 'events' && route.filter !== undefined && chain) context.asked(chain.id, route.filter)
  }
  const reply = (request: RestRequest): RestReply => {
    const { rest, retryAfterS, acceptedKeys } = context.faults()
    const apiKey = toBearer(request.headers.get('authorization')) ?? ''
    const isWithinLimit = spendRequest(apiKey)
    if (rest === 'down') return { kind: 'cut' }
    if (rest === 'hang') return { kind: 'hang' }
    if (rest === 'html') return toHtmlAnswer()
    if (rest === 'error') return toRestError(503, 'Backend queue is full', style)
    if (rest === 'rate-limited') return toLimited(retryAfterS)
    if (rest === 'rate-limited-bare') return toLimited(undefined)
    if (rest === 'credits-spent') return toRestError(402, 'The credits of this API key are spent', style)
    if (rest === 'forbidden') return toRestError(403, 'This API key may not use this endpoint', style)
    const isKnown = context.apiKeys === undefined || context.apiKeys.includes(apiKey)
    if (!isKnown || (rest === 'wrong-key' && !acceptedKeys.includes(apiKey))) {
      return toRestError(401, apiKey === '' ? 'No API key was given' : 'Invalid API key', style)
    }
    return isWithinLimit ? route(request) : toLimited(context.saysRetryAfter ? 1 : undefined)
  }
  const route = ({ method, url }: RestRequest): RestReply => {
    const asked = parseRoute(url)
    if (method !== 'GET' || asked === undefined) return toRestError(404, `Not found: ${method} ${url.pathname}`, style)
    const chain = context.chain(asked.chain)
    if (chain === undefined) return toRestError(404, `Chain not supported: '${asked.chain}'`, style)
    if (asked.kind === 'block') {
      const height = parseBlock(asked.height, chain.head().height)
      if (height === undefined) return toRestError(400, `Malformed block height: '${asked.height}'`, style)
      const block = chain.block(height)
      if (block === undefined) return toRestError(404, `There is no block ${height} yet`, style)
      return toBlockAnswer(chain, block, context.serviceNow())
    }
    if (asked.kind === 'nft') return toNftAnswer(chain, asked, context.serviceNow())
    if (asked.filter === undefined) return toRestError(400, `Malformed address or topic hash: ${url.pathname}`, style)
    context.adopt(chain.facts.id, asked.filter)
    const range = parseRange(url.searchParams, chain.head().height)
    if (typeof range === 'string') return toRestError(400, range, style)
    const lagMs = Math.max(context.indexLagMs, context.faults().rest === 'lagging' ? laggingMs : 0)
    const logs = chain.logs(asked.filter, range.from, range.to, lagMs)
    return toLogPage(chain, logs, range, style, context.serviceNow())
  }

  return {
    handle(request) {
      const path = request.url.pathname
      counters.restRequests += 1
      counters.requests[path] = (counters.requests[path] ?? 0) + 1
      hear(request.url)
      const answer = reply(request)
      const result = answer.kind === 'answer' ? answer.status : answer.kind
      if (result === 429) counters.restLimited += 1
      log.add({ type: 'rest', method: request.method, path, result })
      return answer
    },
    requestsLastMinute() {
      const since = context.now() - minuteMs
      let count = 0
      for (const times of recent.values()) count += times.filter((time) => time > since).length
      return count
    },
  }
}

import { notNeeded } from '../../../core/topic/requestBudget.js'
import type { Protocol } from '../../../core/contract/protocol.js'
import type { AskJson } from '../../../protocols/shared/askJson.js'
import { isRecord } from '../../../protocols/shared/guards.js'
import { toError } from '../../../protocols/shared/toError.js'
import type { Route } from '../bridgePath.js'
import { Refusal, toRefusedResponse } from '../refusal.js'
import type { WebhookRoute } from './webhookRoute.js'
import type { BridgeServices } from '../services.js'
import type { AuthorizeCall, BridgeCalls } from '../calls/bridgeCalls.js'
import { type CallCache, createCallCache } from '../calls/callCache.js'
import { type CallPath, matchCallPath, readCallPath } from '../calls/callPath.js'

export const callRoute: Route = '/call'

/** The longest path that is read, and the longest answer that is passed on, in characters. */
const maxPathLength = 1_000
const maxAnswerLength = 1_000_000
const defaultCacheMs = 60_000

interface CallService {
  readonly ask: AskJson
  readonly authorize: AuthorizeCall
  readonly cache: CallCache
  readonly paths: readonly CallPath[]
}

/**
 * Answers `GET /call?protocol=…&path=…` with `{ protocol, path, data }`: a service's REST answer, for which the bridge
 * has the key.
 *
 * - Only paths of the whitelist are asked for, each after `authorize`.
 * - Calls are made within the half of the service's budget that strangers have, in turns; what was answered isn't asked
 *   for again, and what nobody waits for isn't sent.
 * - Neither the key nor the service's words about a failure are in an answer.
 */
export function createAnswerCall(calls: Readonly<Record<string, BridgeCalls>>, services: BridgeServices): WebhookRoute {
  const { clock, protocols, report, upstreams } = services
  const callable = new Map(
    Object.entries(calls).map(([id, own]) => [id, toService(id, own, protocols.get(id), clock.now)]),
  )

  return async (request, from) => {
    if (request.method !== 'GET') throw new Refusal('WRONG_METHOD')
    const { searchParams } = new URL(request.url)
    const protocol = searchParams.get('protocol') ?? ''
    const path = searchParams.get('path') ?? ''
    const { caller, isCallAllowed } = await services.authorize(request, from)
    const service = callable.get(protocol)
    const match = path.length <= maxPathLength ? service && matchCallPath(service.paths, path) : undefined
    const upstream = upstreams.get(protocol)
    if (!service || !match || !upstream) throw new Refusal('UNKNOWN_CALL')
    const { params, query, template } = match
    const about = { protocol, key: path }
    if (!(await isCallAllowed({ protocol, path, template, params }, service.authorize)))
      throw new Refusal('FORBIDDEN', about)

    const { ask, cache } = service
    // It may have been answered to somebody else while it waited for its turn.
    const run = async (signal: AbortSignal) => cache.get(path) ?? JSON.stringify(await ask(path, query, read, signal))
    try {
      const kept = cache.get(path)
      const json = kept ?? String(await upstream.request(`call ${path}`, run, { caller, signal: request.signal }))
      if (json.length > maxAnswerLength)
        throw toError(protocol, 'MALFORMED_RESPONSE', `The ${protocol} service answered at too great length.`, '')
      if (!kept) cache.set(path, json)
      const body = `${JSON.stringify({ protocol, path }).slice(0, -1)},"data":${json}}`
      return new Response(body, { headers: { 'cache-control': 'no-store', 'content-type': 'application/json' } })
    } catch (cause) {
      // Nobody reads this answer.
      if (cause === notNeeded) return new Response(null, { status: 499 })
      if (cause instanceof Refusal) throw new Refusal(cause.code, about)
      const message = 'The service could not be asked for what a page calls for. See the cause.'
      report({ code: 'UPSTREAM_FAILED', level: 'warn', message, cause, ...about })
      return toRefusedResponse(new Refusal('UPSTREAM_FAILED'), () => {})
    }
  }
}

/** Errors of some services come with HTTP 200. */
function read(answer: unknown): Readonly<Record<string, unknown>> | undefined {
  return isRecord(answer) && answer['error'] !== true ? answer : undefined
}

/** Checks also what JavaScript passes. */
function toService(
  id: string,
  { authorize, cacheMs = defaultCacheMs, paths }: BridgeCalls,
  protocol: Protocol | undefined,
  now: () => number,
): CallService {
  if (!protocol || !canAsk(protocol))
    throw toError(
      id,
      'UNKNOWN_PROTOCOL',
      `\`calls\` of createBridge() has an entry '${id}', which is no protocol of it that can be called.`,
      'Name one of `protocols` by its id, whose REST API can be asked.',
    )
  if (typeof authorize !== 'function')
    throw toError(
      id,
      'NO_AUTHORIZE',
      `\`calls.${id}\` of createBridge() has no \`authorize\`.`,
      'Pass a function that says who may have which call made. `() => true` where anybody may.',
    )
  return {
    ask: protocol.ask,
    authorize,
    cache: createCallCache(now, cacheMs),
    paths: paths.map((template) => {
      const read = readCallPath(template)
      if (read) return read
      throw toError(
        id,
        'INVALID_PATH',
        `\`calls.${id}.paths\` of createBridge() has an entry that is no path.`,
        "Write it as '/{chain}/tokens/{contract}/nft_metadata/{id}/'.",
      )
    }),
  }
}

function canAsk(protocol: Protocol): protocol is Protocol & { readonly ask: AskJson } {
  return 'ask' in protocol && typeof protocol.ask === 'function'
}

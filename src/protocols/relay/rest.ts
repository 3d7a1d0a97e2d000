import * as v from 'valibot'
import { OnwireError, RateLimitedError } from '../../core/errors.js'
import { hideSecrets } from '../../transports/hideSecrets.js'
import { toUrl } from '../toUrl.js'
import { type RelayChain, toRelayChains } from './chains.js'
import type { RelayStatus } from './model.js'
import type { RelayOptions, UrlSource } from './options.js'
import { toRelayStatus } from './toRelayStatus.js'
import { toRetryAfterMs } from './toRetryAfterMs.js'
import { problemSchema, statusSchema } from './wire.js'

export interface RelayRest {
  getStatus(requestId: string, signal: AbortSignal): Promise<RelayStatus>
  getChains(signal: AbortSignal): Promise<readonly RelayChain[]>
}

export interface RelayRestOptions extends Pick<RelayOptions, 'apiKey' | 'fetch'> {
  readonly protocol: string
  readonly apiUrl: UrlSource
}

/** Relay's REST API. What it rejects with is an `OnwireError` that shows no key, or the signal's reason once that is aborted. */
export function createRelayRest({ protocol, apiUrl, apiKey, ...options }: RelayRestOptions): RelayRest {
  async function get(path: string, signal: AbortSignal): Promise<unknown> {
    let response: Response
    let text: string
    try {
      response = await send(path, signal)
      text = await response.text()
    } catch (error) {
      signal.throwIfAborted()
      throw fail(
        'REQUEST_FAILED',
        `could not be asked: ${hide(error instanceof Error ? error.message : String(error))}.`,
      )
    }
    const body = parse(text)
    const { headers, ok, status } = response
    const retryAfter = headers.get('retry-after')
    if (status === 429 || (status === 503 && retryAfter))
      throw new RateLimitedError({ protocol, retryAfterMs: toRetryAfterMs(retryAfter, Date.now()) })
    if (!ok)
      throw fail(
        'REQUEST_FAILED',
        `answered with HTTP ${status}${v.is(problemSchema, body) ? `: ${hide(body.message)}` : ''}.`,
      )
    return body
  }

  async function send(path: string, signal: AbortSignal): Promise<Response> {
    const url = toUrl(typeof apiUrl === 'string' ? apiUrl : await apiUrl(), ['https:', 'http:'])
    if (!url) throw new Error('`apiUrl` gave no absolute http address')
    signal.throwIfAborted()
    const { pathname, search } = new URL(path, url)
    url.pathname = url.pathname.replace(/\/+$/, '') + pathname
    if (search) url.search += url.search ? search.replace('?', '&') : search
    const fetch = options.fetch ?? globalThis.fetch
    // Some frameworks cache `fetch` unless told not to.
    return fetch(url.href, { signal, cache: 'no-store', headers: apiKey ? { 'x-api-key': apiKey } : {} })
  }

  function fail(code: 'REQUEST_FAILED' | 'MALFORMED_RESPONSE', what: string): OnwireError {
    return new OnwireError({
      code,
      what: `The ${protocol} REST API ${what}`,
      why: 'What is shown may be late.',
      remedy: 'Nothing is to be done if it passes: it is asked again. Otherwise check `apiUrl` and the network.',
      protocol,
    })
  }

  function hide(message: string): string {
    return hideSecrets(apiKey ? message.replaceAll(apiKey, '…') : message).slice(0, 200)
  }

  return {
    async getStatus(requestId, signal) {
      const said = await get(`/intents/status/v3?requestId=${encodeURIComponent(requestId)}`, signal)
      if (!v.is(statusSchema, said)) throw fail('MALFORMED_RESPONSE', 'answered without a status.')
      return toRelayStatus(requestId, said.status, said)
    },
    async getChains(signal) {
      const chains = toRelayChains(await get('/chains', signal))
      if (!chains) throw fail('MALFORMED_RESPONSE', 'answered without chains.')
      return chains
    },
  }
}

/** JSON, or undefined. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

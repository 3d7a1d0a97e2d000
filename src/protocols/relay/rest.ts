import { OnwireError, RateLimitedError } from '../../core/errors.js'
import { hideSecrets } from '../../transports/hideSecrets.js'
import { isRecord, isText } from '../guards.js'
import { toUrl } from '../toUrl.js'
import type { RelayOptions, UrlSource } from './options.js'
import { toRetryAfterMs } from './toRetryAfterMs.js'

export interface RelayRestOptions extends Pick<RelayOptions, 'apiKey' | 'fetch'> {
  readonly protocol: string
  readonly apiUrl: UrlSource
}

/** Asks Relay's REST API, and reads its answer; `read` gives undefined where it can't. */
export type RelayRest = <Answer>(
  path: string,
  query: Readonly<Record<string, string>>,
  read: (answer: unknown) => Answer | undefined,
  signal: AbortSignal,
) => Promise<Answer>

/** What it rejects with is an `OnwireError` that shows no key, or the signal's reason once that is aborted. */
export function createRelayRest({ protocol, apiUrl, apiKey, ...options }: RelayRestOptions): RelayRest {
  async function send(path: string, query: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Response> {
    const url = toUrl(typeof apiUrl === 'string' ? apiUrl : await apiUrl(), 'http')
    if (!url) throw new Error('`apiUrl` is no absolute http address')
    signal.throwIfAborted()
    url.pathname = url.pathname.replace(/\/+$/, '') + path
    for (const name in query) url.searchParams.set(name, query[name] ?? '')
    const fetch = options.fetch ?? globalThis.fetch
    // Some frameworks cache `fetch` unless told not to.
    return fetch(url.href, { signal, cache: 'no-store', headers: apiKey ? { 'x-api-key': apiKey } : {} })
  }

  function fail(code: 'REQUEST_FAILED' | 'MALFORMED_RESPONSE', what: string): OnwireError {
    const said = hideSecrets(apiKey ? what.replaceAll(apiKey, '…') : what).slice(0, 300)
    return new OnwireError({
      code,
      what: `The ${protocol} REST API ${said}.`,
      remedy: 'It is asked again; if it keeps failing, check `apiUrl`.',
      protocol,
    })
  }

  return async (path, query, read, signal) => {
    let response: Response
    let body: unknown
    try {
      response = await send(path, query, signal)
      body = parse(await response.text())
    } catch (error) {
      signal.throwIfAborted()
      throw fail('REQUEST_FAILED', `could not be asked: ${String(error)}`)
    }
    const { headers, ok, status } = response
    const retryAfter = headers.get('retry-after')
    if (status === 429 || (status === 503 && retryAfter))
      throw new RateLimitedError({ protocol, retryAfterMs: toRetryAfterMs(retryAfter, Date.now()) })
    const words = isRecord(body) && isText(body['message']) ? `: ${body['message']}` : ''
    if (!ok) throw fail('REQUEST_FAILED', `answered HTTP ${status}${words}`)
    const answer = read(body)
    if (answer === undefined) throw fail('MALFORMED_RESPONSE', 'gave an answer that is none')
    return answer
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

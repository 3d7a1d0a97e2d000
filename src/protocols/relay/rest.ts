import { OnwireError, RateLimitedError } from '../../core/errors.js'
import { hideSecrets } from '../../transports/hideSecrets.js'
import { isText, toRecord } from '../guards.js'
import { toError } from '../toError.js'
import type { RelayOptions, UrlSource } from './options.js'
import { toAddress } from './toAddress.js'

/** Asks Relay's REST API, and reads its answer; `read` gives undefined where it can't. */
export type RelayRest = <Answer>(
  path: string,
  query: Readonly<Record<string, string>>,
  read: (answer: unknown) => Answer | undefined,
  signal: AbortSignal,
) => Promise<Answer>

/** What it rejects with is an `OnwireError` that shows no key, or the signal's reason once that is aborted. */
export function createRelayRest(
  protocol: string,
  apiUrl: UrlSource,
  { apiKey, fetch = (url, init) => globalThis.fetch(url, init) }: RelayOptions,
): RelayRest {
  function fail(code: string, what: string): OnwireError {
    const said = hideSecrets(apiKey ? what.replaceAll(apiKey, '…') : what).slice(0, 300)
    return toError(protocol, code, `The ${protocol} API ${said}.`, 'It is asked again. If this lasts, check `apiUrl`.')
  }

  return async (path, query, read, signal) => {
    try {
      const url = await toAddress(apiUrl, path, query)
      signal.throwIfAborted()
      // Some frameworks cache `fetch` unless told not to.
      const init: RequestInit = { signal, cache: 'no-store', headers: apiKey ? { 'x-api-key': apiKey } : {} }
      const response = await fetch(url, init)
      const { headers, ok, status } = response
      const retryAfter = headers.get('retry-after')
      if (status === 429 || (status === 503 && retryAfter))
        throw new RateLimitedError({ protocol, retryAfterMs: toRetryAfterMs(retryAfter) })
      const body: unknown = await response.json().catch(() => undefined)
      const answer = read(body)
      if (ok && answer !== undefined) return answer
      const { message } = toRecord(body)
      const words = isText(message) ? message : 'unreadable'
      throw fail(ok ? 'MALFORMED_RESPONSE' : 'REQUEST_FAILED', `answered HTTP ${status}: ${words}`)
    } catch (error) {
      signal.throwIfAborted()
      throw error instanceof OnwireError ? error : fail('REQUEST_FAILED', `could not be asked: ${String(error)}`)
    }
  }
}

/**
 * Reads `Retry-After`: seconds, or an HTTP date. 30 s where no time is named, or browsers aren't allowed to read it.
 * 300 s at most: a longer pause would be taken for a service that is gone.
 */
function toRetryAfterMs(header: string | null): number {
  const seconds = Number(header ?? NaN)
  const asked = Number.isNaN(seconds) ? Date.parse(header ?? '') - Date.now() : seconds * 1000
  return Math.min(Math.max(asked, 1000), 300_000) || 30_000
}

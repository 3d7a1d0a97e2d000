import { OnwireError, RateLimitedError } from '../../core/contract/errors.js'
import { hideSecrets } from '../../transports/hideSecrets.js'
import { toPauseMs } from '../../transports/toPauseMs.js'
import { fetchFresh } from './fetchFresh.js'
import { isText, toRecord } from './guards.js'
import { toAddress, type UrlSource } from './toAddress.js'
import { toError } from './toError.js'

/**
 * Asks a JSON API, and reads its answer. `read` gives undefined where it can't, or throws an `OnwireError` that says
 * why. Where the body is no JSON, `read` gets its type.
 */
export type AskJson = <Answer>(
  path: string,
  query: Readonly<Record<string, string>>,
  read: (answer: unknown, status: number) => Answer | undefined,
  signal: AbortSignal,
) => Promise<Answer>

export interface AskOptions {
  /** Taken out of every error. */
  readonly apiKey?: string | undefined
  /** `globalThis.fetch` by default, looked up at each request. */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** An HTTP status that is an answer, too, beside 2xx: 404 where that says something. None by default. */
  readonly takes?: number | undefined
  /** The name of the asked service. 'The relay service' by default. */
  readonly who?: string | undefined
  /** The advice where the service can't be asked: to check its `apiUrl` by default. */
  readonly remedy?: string | undefined
}

/** The advice where no address is wrong: test DOMs lack what every browser has. */
const lacking = 'This runtime lacks what its name says: pass a `fetch` of your own, or, in Jest, use jest-fixed-jsdom.'

/**
 * It rejects with an `OnwireError` that shows no key, or with the signal's reason once that is aborted.
 *
 * @param pauseMs How long to wait where the service asks for a pause and doesn't say how long, or browsers aren't
 *   allowed to read it.
 */
export function createAskJson(
  protocol: string,
  apiUrl: UrlSource,
  own: Readonly<Record<string, string>>,
  { apiKey, fetch, remedy = 'If this lasts, check `apiUrl`.', takes, who = `The ${protocol} service` }: AskOptions,
  pauseMs = 30_000,
): AskJson {
  const fail = (code: string, what: string, advice = remedy) =>
    toError(protocol, code, `${who} ${hideSecrets(what, apiKey).slice(0, 300)}.`, advice)

  return async (path, query, read, signal) => {
    try {
      const url = await toAddress(apiUrl, path, query)
      // React Native has neither `throwIfAborted` nor a `reason`.
      if (signal.aborted) throw signal.reason
      const response = await fetchFresh(fetch ?? globalThis.fetch, url, { signal, headers: own })
      const { headers, ok, status } = response
      if (status === 429 || (status === 503 && headers.has('retry-after')))
        throw new RateLimitedError({ protocol, retryAfterMs: toPauseMs(headers, pauseMs) })
      // A body that is no JSON is told by its type: nothing of a proxy's page belongs into an error.
      const body: unknown = await response.json().catch(() => headers.get('content-type'))
      const answer = read(body, status)
      if (answer !== undefined && (ok || status === takes)) return answer
      const { error_message, message = error_message ?? body } = toRecord(body)
      throw fail(
        ok ? 'MALFORMED_RESPONSE' : 'REQUEST_FAILED',
        `answered HTTP ${status}${isText(message) ? `: ${message}` : ''}`,
      )
    } catch (error) {
      if (signal.aborted) throw signal.reason ?? error
      if (error instanceof OnwireError) throw error
      const isLacking =
        process.env.NODE_ENV !== 'production' && (!(fetch ?? globalThis.fetch) || error instanceof ReferenceError)
      throw fail('REQUEST_FAILED', `could not be asked: ${String(error)}`, isLacking ? lacking : undefined)
    }
  }
}

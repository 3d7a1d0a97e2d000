import { OnwireError, RateLimitedError } from '../core/errors.js'
import { hideSecrets } from '../transports/hideSecrets.js'
import { toPauseMs } from '../transports/toPauseMs.js'
import { toRecord } from './guards.js'
import { toAddress, type UrlSource } from './toAddress.js'
import { toError } from './toError.js'

/** Asks a JSON API, and reads its answer; `read` gives undefined where it can't, or throws an `OnwireError` that says why. */
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
  /** Whether HTTP 404 is an answer that can be read, too. False by default. */
  readonly takes404?: boolean | undefined
  /** Who is asked: 'The relay service' by default. */
  readonly who?: string | undefined
  /** What to do where it can't be: the service's `apiUrl` is to be checked by default. */
  readonly remedy?: string | undefined
}

const failed = 'REQUEST_FAILED'

/**
 * What it rejects with is an `OnwireError` that shows no key, or the signal's reason once that is aborted.
 *
 * @param pauseMs How long to wait where the service asks for a pause and doesn't say how long, or browsers aren't allowed to read it.
 */
export function createAskJson(
  protocol: string,
  apiUrl: UrlSource,
  headers: Readonly<Record<string, string>>,
  { apiKey, fetch, remedy = 'If this lasts, check `apiUrl`.', takes404, who = `The ${protocol} service` }: AskOptions,
  pauseMs = 30_000,
): AskJson {
  function fail(code: string, what: string): OnwireError {
    const said = hideSecrets(what, apiKey).slice(0, 300)
    return toError(protocol, code, `${who} ${said}.`, remedy)
  }

  return async (path, query, read, signal) => {
    try {
      const url = await toAddress(apiUrl, path, query)
      signal.throwIfAborted()
      // Some frameworks cache `fetch` unless told not to.
      const response = await (fetch ?? globalThis.fetch)(url, { signal, cache: 'no-store', headers })
      const { ok, status } = response
      const retryAfter = response.headers.get('retry-after')
      if (status === 429 || (status === 503 && retryAfter))
        throw new RateLimitedError({ protocol, retryAfterMs: toPauseMs(retryAfter, pauseMs) })
      const body: unknown = await response.json().catch(() => undefined)
      const answer = read(body, status)
      if (answer !== undefined && (ok || (takes404 && status === 404))) return answer
      const { error_message, message = error_message } = toRecord(body)
      throw fail(ok ? 'MALFORMED_RESPONSE' : failed, `answered HTTP ${status}: ${String(message)}`)
    } catch (error) {
      signal.throwIfAborted()
      throw error instanceof OnwireError ? error : fail(failed, `could not be asked: ${String(error)}`)
    }
  }
}

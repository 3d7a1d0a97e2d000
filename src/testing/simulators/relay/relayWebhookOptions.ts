import type { SimulatedRelayStatus } from './relayStatus.js'
import type { RelayWebhookBody } from './relayWebhookBody.js'

export interface RelayWebhooksOptions {
  /** Where events are posted to. */
  readonly url: string
  /** The secret of the signature. */
  readonly apiKey: string
  /**
   * Default: the global one, looked up at each attempt. A handler becomes one as
   * `(url, init) => handler(new Request(url, init))`.
   */
  readonly fetch?: ((url: string, init: RequestInit & { readonly body: string }) => Promise<Response>) | undefined
  /** Custom headers of every POST. Default: none. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** The unit of `X-Signature-Timestamp`; the page says "Unix timestamp" and no more. Default `seconds`. */
  readonly timestampUnit?: 'seconds' | 'milliseconds' | undefined
  /** True: each retry is signed anew; the page doesn't say. Default false: it repeats the first signature. */
  readonly signsAnew?: boolean | undefined
  /** How often a POST that isn't answered with 2xx is repeated. Default 10. */
  readonly retries?: number | undefined
  /** Before the first retry, in milliseconds; doubled before each further one. Default 1000. */
  readonly retryDelayMs?: number | undefined
  /** How long an answer may take, in milliseconds. Default 10 000. */
  readonly timeoutMs?: number | undefined
  /** How the body is written. Default `JSON.stringify`. */
  readonly write?: ((body: RelayWebhookBody) => string) | undefined
}

/** One event on its way. */
export interface RelayWebhook {
  readonly requestId: string
  readonly status: string
  /** The answer to each attempt, in order: an HTTP status, or that none came. */
  readonly attempts: readonly (number | 'no answer')[]
  readonly state: 'held' | 'dropped' | 'sending' | 'delivered' | 'given up'
}

export interface RelayWebhooks {
  /** Every event there was, in the order in which they happened. */
  all(): readonly RelayWebhook[]
  /** Posts one. Called for each status of a simulator's requests; a test may call it too. */
  send(status: SimulatedRelayStatus): RelayWebhook
  /** From now on each event is posted so often, all at once. 1 again ends it. */
  repeat(times: number): void
  /** The next `count` events are never posted. */
  drop(count: number): void
  /** Events are held back from now on, until `release`. */
  hold(): void
  /** Posts those that were held back, the newest first: each is awaited before an older one leaves. */
  release(): Promise<void>
  /** Settles once nothing is on its way: delivered, or given up. What is held doesn't count. */
  idle(): Promise<void>
  /** Forgets every retry. */
  stop(): void
}

/** What a store knows a webhook's event by. */
export interface WebhookKey {
  /** Equal for every repetition of one event: request, status and time. */
  readonly id: string
  readonly requestId: string
  /** The request's time of change by the service's clock, in unix ms. Absent where none was told. */
  readonly updatedAt?: number
}

export type WebhookClaim =
  /** It is the caller's to handle. `newestAt`: the newest `updatedAt` of its request that was claimed before. */
  | { readonly state: 'claimed'; readonly newestAt?: number }
  /** Somebody else is handling it. */
  | { readonly state: 'busy' }
  /** It has been handled. */
  | { readonly state: 'done' }

/**
 * Remembers which events were handled, so that each is handled once, whichever instance it reaches.
 *
 * - `claim` is atomic: of many callers at once one gets `claimed`. It notes the event's time as its request's newest, if it is.
 * - A claim ends with `settle`; in a store that outlives its callers also after a time, for those that died.
 * - What is done should be remembered for longer than the handler's `toleranceMs`: until then it could be played again.
 * - May reject, as a database that is away does: the sender is then asked to try again.
 */
export interface WebhookStore {
  /** `owner` is unique to this claim. */
  claim(key: WebhookKey, owner: string): Promise<WebhookClaim>
  /** Does nothing where the claim is no longer this owner's. Not done: the next one may claim it. */
  release(key: WebhookKey, owner: string, isDone: boolean): Promise<void>
}

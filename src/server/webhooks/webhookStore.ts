/** Identifies a webhook's event in a store. */
export interface WebhookKey {
  /** Equal for each repetition of one event: request, status and time. */
  readonly id: string
  readonly requestId: string
  /** The request's time of change by the service's clock, in unix ms. Absent where the event has none. */
  readonly updatedAt?: number
}

export type WebhookClaim =
  /** The caller handles the event. `newestAt`: the newest `updatedAt` of its request that was claimed before. */
  | { readonly state: 'claimed'; readonly newestAt?: number }
  /** Another caller is handling the event. */
  | { readonly state: 'busy' }
  /** The event was handled before. */
  | { readonly state: 'done' }

/**
 * Remembers which events were handled, so that each is handled once, whichever instance it reaches.
 *
 * - `claim` is atomic: of many concurrent callers one gets `claimed`.
 * - `claim` records the event's time if it is its request's newest.
 * - `release` ends a claim. A store that outlives its callers also ends it after a time, for callers that died.
 * - A done event should stay for longer than the handler's `toleranceMs`: until then it could be played again.
 * - May reject, as a database that is away does: Relay is then asked to send again.
 */
export interface WebhookStore {
  /** `owner` is unique to this claim. */
  claim(key: WebhookKey, owner: string): Promise<WebhookClaim>
  /** Ends the claim, unless another owner has it by now. With `isDone` false the next caller may claim the event. */
  release(key: WebhookKey, owner: string, isDone: boolean): Promise<void>
}

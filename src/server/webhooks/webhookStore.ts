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
 * - `claim` is atomic: of many concurrent owners one gets `claimed`, and gets it again when it asks again: the answer
 *   to its first claim may have been lost.
 * - `claim` records the event's time if it is its request's newest.
 * - `release` ends a claim. A store that outlives its callers also ends it soon after a caller died; one that lives
 *   calls `renew`.
 * - A done event should stay for longer than the handler's `toleranceMs`: until then it could be played again.
 * - May reject, as a database that is away does: Relay is then asked to send again.
 */
export interface WebhookStore {
  /** `owner` is unique to the instance, which runs an event once at a time. */
  claim(key: WebhookKey, owner: string): Promise<WebhookClaim>
  /** The interval at which a claim is renewed while its event is handled, in ms. Absent where claims don't lapse. */
  readonly renewMs?: number | undefined
  /** Makes the claim last on, unless another owner has it by now. */
  renew?(key: WebhookKey, owner: string): Promise<void>
  /** Ends the claim, unless another owner has it by now. With `isDone` false the next caller may claim the event. */
  release(key: WebhookKey, owner: string, isDone: boolean): Promise<void>
}

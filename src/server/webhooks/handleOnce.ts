import { OnwireError } from '../../core/contract/errors.js'
import { isTime, toRecord } from '../../protocols/shared/guards.js'
import { type Bytes, toHex } from '../http/bytes.js'
import { withLimit } from '../withLimit.js'
import type { RelayWebhookEvent } from './relayWebhookEvent.js'
import { createSettlements } from './settlements.js'
import type { WebhookClaim, WebhookKey, WebhookStore } from './webhookStore.js'

export interface RelayWebhookDelivery {
  /** Equal for each repetition of one event. */
  readonly id: string
  /** True if a newer event of this request came before: merge this one, and overwrite nothing with it. */
  readonly isLate: boolean
  /** Aborts once `callbackMs` are over: Relay is asked to send the event again then. */
  readonly signal: AbortSignal
}

export type Handled =
  | { readonly code: 'DUPLICATE' | 'BUSY' }
  /** Has a `cause` where the store failed to record it: it is tried again. */
  | { readonly code: 'HANDLED' | 'LATE'; readonly cause?: unknown }
  | { readonly code: 'EVENT_FAILED' | 'STORE_FAILED'; readonly cause: unknown }

type OnEvent = (event: RelayWebhookEvent, delivery: RelayWebhookDelivery) => unknown

/**
 * Runs `onEvent` once for each event.
 *
 * - A repetition that comes while it runs waits, and shares its outcome: no failed event has a `DUPLICATE`.
 * - Neither `onEvent` nor the store can hold an event for longer than `callbackMs`.
 * - All claims have one owner: one whose answer was lost is this instance's own, and no other's.
 * - Never rejects.
 */
export function handleOnce(
  store: WebhookStore,
  onEvent: OnEvent,
  callbackMs: number,
): (event: RelayWebhookEvent, bytes: Bytes) => Promise<Handled> {
  const running = new Map<string, Promise<Handled>>()
  const owner = crypto.randomUUID()
  const settlements = createSettlements(store, owner, callbackMs)

  /** Renews the claim until the returned function is called. A renewal that fails is followed by the next one. */
  function renewClaim(key: WebhookKey): () => void {
    const { renewMs } = store
    if (renewMs === undefined) return () => {}
    const timer = setInterval(() => void store.renew?.(key, owner).catch(() => {}), renewMs)
    return () => clearInterval(timer)
  }

  async function handleEvent(event: RelayWebhookEvent, key: WebhookKey): Promise<Handled> {
    settlements.forget(key)
    let claim: WebhookClaim
    try {
      const limit = { name: '`claim` of the store', ms: callbackMs }
      claim = readClaim(await withLimit(() => store.claim(key, owner), limit))
    } catch (cause) {
      return { code: 'STORE_FAILED', cause }
    }
    if (claim.state === 'busy') return { code: 'BUSY' }
    if (claim.state === 'done') return { code: 'DUPLICATE' }
    const { newestAt = 0 } = claim
    const isLate = key.updatedAt !== undefined && key.updatedAt < newestAt
    const stopRenewing = renewClaim(key)
    try {
      const run = (getSignal: () => AbortSignal) => onEvent(event, toDelivery(key.id, isLate, getSignal))
      await withLimit(run, { name: '`onEvent`', ms: callbackMs })
    } catch (cause) {
      await settlements.conclude(key, false)
      return { code: 'EVENT_FAILED', cause }
    } finally {
      stopRenewing()
    }
    // The event is safe: if the store fails now, and this process ends, at worst a repetition is handled again.
    return { code: isLate ? 'LATE' : 'HANDLED', ...(await settlements.conclude(key, true)) }
  }

  return async (event, bytes) => {
    const key = await toKey(event, bytes)
    const first = running.get(key.id)
    if (first) {
      const handled = await first
      return handled.code === 'HANDLED' || handled.code === 'LATE' ? { code: 'DUPLICATE' } : handled
    }
    if (settlements.isDone(key)) return { code: 'DUPLICATE' }
    const run = handleEvent(event, key).finally(() => running.delete(key.id))
    running.set(key.id, run)
    return run
  }
}

function toDelivery(id: string, isLate: boolean, getSignal: () => AbortSignal): RelayWebhookDelivery {
  return {
    id,
    isLate,
    get signal() {
      return getSignal()
    },
  }
}

/** Checks what an app's own store gives: nothing at all, where it has no `return`. */
function readClaim(claim: unknown): WebhookClaim {
  const { newestAt, state } = toRecord(claim)
  if (state === 'busy' || state === 'done') return { state }
  if (state === 'claimed') return { state, ...(isTime(newestAt) && { newestAt }) }
  throw new OnwireError({
    code: 'INVALID_CLAIM',
    what: "The store's `claim` resolved to no `{ state: 'claimed' | 'busy' | 'done' }`.",
    why: 'Nobody can tell if the event was handled before, so that it is not handled.',
    remedy: 'Return one of them from `claim`: see `WebhookStore`.',
  })
}

/** Derives an id, since Relay's events have none. Without a time, equal bodies are one event. */
async function toKey({ data }: RelayWebhookEvent, bytes: Bytes): Promise<WebhookKey> {
  const { requestId, status, updatedAt } = data
  const last = updatedAt ?? toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
  return { id: `${requestId}:${status}:${last}`, requestId, ...(updatedAt !== undefined && { updatedAt }) }
}

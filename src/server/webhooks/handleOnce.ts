import { type Bytes, toHex } from '../http/bytes.js'
import type { RelayWebhookEvent } from './relayWebhookEvent.js'
import type { WebhookClaim, WebhookKey, WebhookStore } from './webhookStore.js'

export interface RelayWebhookDelivery {
  /** Equal for each repetition of one event. */
  readonly id: string
  /** True if a newer event of this request came before: merge this one, and overwrite nothing with it. */
  readonly isLate: boolean
}

export type Handled =
  | { readonly code: 'DUPLICATE' | 'BUSY' }
  /** Has a `cause` where the store failed to record it. */
  | { readonly code: 'HANDLED' | 'LATE'; readonly cause?: unknown }
  | { readonly code: 'EVENT_FAILED' | 'STORE_FAILED'; readonly cause: unknown }

type OnEvent = (event: RelayWebhookEvent, delivery: RelayWebhookDelivery) => unknown

/**
 * Runs `onEvent` once for each event.
 *
 * - A repetition that comes while it runs waits, and shares its outcome: no failed event has a `DUPLICATE`.
 * - Never rejects.
 */
export function handleOnce(
  store: WebhookStore,
  onEvent: OnEvent,
): (event: RelayWebhookEvent, bytes: Bytes) => Promise<Handled> {
  const running = new Map<string, Promise<Handled>>()

  return async (event, bytes) => {
    const key = await toKey(event, bytes)
    const first = running.get(key.id)
    if (first) {
      const handled = await first
      return handled.code === 'HANDLED' || handled.code === 'LATE' ? { code: 'DUPLICATE' } : handled
    }
    const run = handleEvent(store, onEvent, event, key).finally(() => running.delete(key.id))
    running.set(key.id, run)
    return run
  }
}

async function handleEvent(
  store: WebhookStore,
  onEvent: OnEvent,
  event: RelayWebhookEvent,
  key: WebhookKey,
): Promise<Handled> {
  const owner = crypto.randomUUID()
  let claim: WebhookClaim
  try {
    claim = await store.claim(key, owner)
  } catch (cause) {
    return { code: 'STORE_FAILED', cause }
  }
  if (claim.state === 'busy') return { code: 'BUSY' }
  if (claim.state === 'done') return { code: 'DUPLICATE' }
  const { newestAt = 0 } = claim
  const isLate = key.updatedAt !== undefined && key.updatedAt < newestAt
  try {
    await onEvent(event, { id: key.id, isLate })
  } catch (cause) {
    await releaseClaim(store, key, owner, false)
    return { code: 'EVENT_FAILED', cause }
  }
  // The event is safe: if the store fails now, at worst a repetition is handled again.
  return { code: isLate ? 'LATE' : 'HANDLED', ...(await releaseClaim(store, key, owner, true)) }
}

/** Never rejects: in a store that can fail, a claim ends by itself. */
async function releaseClaim(
  store: WebhookStore,
  key: WebhookKey,
  owner: string,
  isDone: boolean,
): Promise<{ readonly cause?: unknown }> {
  try {
    await store.release(key, owner, isDone)
    return {}
  } catch (cause) {
    return { cause }
  }
}

/** Derives an id, since Relay's events have none. Without a time, equal bodies are one event. */
async function toKey({ data }: RelayWebhookEvent, bytes: Bytes): Promise<WebhookKey> {
  const { requestId, status, updatedAt } = data
  const last = updatedAt ?? toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
  return { id: `${requestId}:${status}:${last}`, requestId, ...(updatedAt !== undefined && { updatedAt }) }
}

import { isGivenBack, isLocked } from './htlc.js'
import type { Intent } from './model.js'

/** Tells whether something surely was locked. */
export function wasLocked({ htlcState, reachedAt, txHashes }: Intent): boolean {
  return (htlcState && isLocked(htlcState)) || txHashes.length > 0 || reachedAt['executing'] !== undefined
}

/** Tells whether anything may have been locked that a failure would have to give back. */
export function mayBeLocked({ htlcState, isPastProofs, matchedAt, txHashes }: Intent): boolean {
  return Boolean(isPastProofs || htlcState || matchedAt || txHashes.length)
}

/** Where the status stays `failed`, only the HTLC tells it. */
export function isRefunded({ htlcState, status }: Intent): boolean {
  return status === 'refunded' || (status === 'failed' && htlcState !== undefined && isGivenBack(htlcState))
}

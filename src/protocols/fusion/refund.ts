import type { Intent } from './model.js'

/** Tells whether anything may have been locked that a failure would have to give back. */
export function isLocked({ htlcState, reachedAt, txHashes }: Intent): boolean {
  const isSaid = /lock|claim|refund/i.test(htlcState?.state ?? '')
  return isSaid || txHashes.length > 0 || reachedAt['executing'] !== undefined
}

/** Where the status stays `failed`, only the HTLC tells it. */
export function isRefunded({ htlcState, status }: Intent): boolean {
  return status === 'refunded' || (status === 'failed' && /refunded/i.test(htlcState?.state ?? ''))
}

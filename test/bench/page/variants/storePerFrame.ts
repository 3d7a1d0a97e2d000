import { startStore } from '../perKeyStore.js'
import type { Addresses } from '../variant.js'

/** A store an id, written once a frame of the screen. No merge, no polling, no cache. */
export function start(requestIds: readonly string[], addresses: Addresses) {
  return startStore(requestIds, addresses, requestAnimationFrame)
}

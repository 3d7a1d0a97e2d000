import { useSyncExternalStore } from 'react'
import { readService } from './readLocation.js'
import type { ServiceId } from './service.js'

/** The service whose tab is open, by the address' hash. */
export function useRoute(): ServiceId {
  return useSyncExternalStore(subscribe, () => readService(location.hash))
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

import type { FusionSimulator } from 'onwire/testing'
import { useCallback, useSyncExternalStore } from 'react'

/** The id of the first intent as it now is: an app learns from the contract that it was replaced. */
export function useIntentId(simulator: FusionSimulator, first: string): string {
  const watch = useCallback((changed: () => void) => simulator.watch(changed), [simulator])
  return useSyncExternalStore(watch, () => simulator.intents.all()[0]?.intentId ?? first)
}

import type { RelayReasons } from './toRelayReasons.js'

/** Loads the words for Relay's codes: a part of its own, which a page without a failure never asks for. */
export async function loadRelayReasons(): Promise<RelayReasons> {
  const { relayReasons } = await import('./relayReasons.js')
  return relayReasons
}

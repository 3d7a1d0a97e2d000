import { readFileSync } from 'node:fs'

/** The names that the vendor's page lists, taken from it word for word. */
export interface FusionPage {
  readonly clientEvents: readonly string[]
  readonly serverEvents: readonly string[]
  /** Of `intent:status`, `intent:new` and `intent:status_changed`, but for `oldStatus`. */
  readonly update: readonly string[]
  readonly proof: readonly string[]
  readonly removed: readonly string[]
  readonly notFound: readonly string[]
  readonly stats: readonly string[]
  readonly pong: readonly string[]
  readonly statuses: readonly string[]
}

export function readFusionPage(): FusionPage {
  return JSON.parse(readFileSync(new URL('../../fixtures/fusion-socketio-events/page.json', import.meta.url), 'utf8'))
}

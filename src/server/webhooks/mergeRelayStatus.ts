import type { Source } from '../../core/contract/topic.js'
import { mergeRelayStatus as merge } from '../../protocols/relay/merge.js'
import type { RelayStatus } from '../../protocols/relay/model.js'

/** Webhooks arrive in any order. */
const delivered: Source = { via: 'cache', receivedAt: 0, askedAt: undefined, previousChangedAt: 0 }

/**
 * Adds a webhook's status to the saved one: the newest by Relay's clock wins, in whatever order they came.
 * Returns `saved` itself where nothing changes.
 */
export function mergeRelayStatus(saved: RelayStatus | undefined, received: RelayStatus): RelayStatus {
  return merge(saved, received, delivered)
}

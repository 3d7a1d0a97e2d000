import type { Source } from '../../core/contract/topic.js'
import { mergeRelayStatus as merge } from '../../protocols/relay/merge.js'
import type { RelayStatus } from '../../protocols/relay/model.js'

/** Webhooks come in any order. */
const delivered: Source = { via: 'seed', receivedAt: 0, askedAt: undefined, previousChangedAt: 0 }

/** What was saved of a request, with what a webhook tells of it: newest by Relay's clock, in whatever order they came. `saved` itself where nothing changes. */
export function mergeRelayStatus(saved: RelayStatus | undefined, received: RelayStatus): RelayStatus {
  return merge(saved, received, delivered)
}

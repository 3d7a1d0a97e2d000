import type { Feed, FeedData } from '../../core/contract/feed.js'
import { toFeedPiece } from '../../core/feed/toFeedPiece.js'
import { mergeIntent } from './merge.js'
import { isIntent, type Intent } from './model.js'
import type { IntentsTopic } from './topic.js'

export type IntentFeedData = FeedData<Intent>

/**
 * All intents, by when they were created. One that is only heard of by its proof, or by its removal, isn't taken in.
 */
export const intentFeed: Feed<IntentsTopic, Intent> = {
  identity: ({ intentId }) => intentId,
  position: ({ since = 0 }) => since,
  mergeItem: (previous, next) =>
    previous || next.lastStatus ? mergeIntent(previous, next, { via: 'socket' }) : undefined,
  isItem: isIntent,
}

/**
 * News of the feed. They cover the time when they were told: an intent that was created while nobody listened may be
 * missing.
 */
export function toIntentPiece(news: readonly Intent[]): IntentFeedData {
  const covered = news.flatMap(({ updatedAt, timestamp: at = updatedAt }) => (at ? [{ from: at, to: at }] : []))
  return { ...toFeedPiece(news, intentFeed.position), covered }
}

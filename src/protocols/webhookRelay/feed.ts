import type { Feed, FeedData } from '../../core/contract/feed.js'
import { createNewestFeed } from '../../core/feed/newestFeed.js'
import { createFeedState } from '../../core/feed/feedState.js'
import type { State } from '../../core/contract/protocol.js'
import { matchWebhooks } from './match.js'
import { compareWebhooks, isWebhook, mergeWebhook, type Webhook } from './model.js'
import type { WebhooksTopic } from './topic.js'

type WebhooksState = State<WebhooksTopic, FeedData<Webhook>>

/** Webhooks by when they came; those of one bucket's log are its whole truth, but none is ever taken back. */
export const webhookFeed: Feed<WebhooksTopic, Webhook> = {
  identity: ({ id }) => id,
  position: ({ receivedAt }) => receivedAt,
  heardAt: ({ arrivedAt }) => arrivedAt,
  compare: compareWebhooks,
  mergeItem: mergeWebhook,
  isItem: isWebhook,
}

/** News of the socket are newer than all that is known, whatever this machine's clock says. */
function putLast(known: readonly Webhook[], news: readonly Webhook[]): readonly Webhook[] {
  const receivedAt = known.at(-1)?.receivedAt ?? 0
  const isEarly = (item: Webhook) => item.receivedAt < receivedAt && !item.loggedAt
  if (!news.some(isEarly)) return news
  const ids = new Set(known.map(({ id }) => id))
  return news.map((item) => (isEarly(item) && !ids.has(item.id) ? { ...item, receivedAt } : item))
}

/** A webhook that the socket tells without an id is matched to the log's before it is merged. */
export function createWebhooksState(feed: Feed<WebhooksTopic, Webhook>): WebhooksState {
  const state = createFeedState(feed)
  const matched: Pick<WebhooksState, 'hasMoved' | 'merge'> = {
    merge(previous, next, how) {
      const known = previous?.items ?? []
      const matched = matchWebhooks(known, next.items)
      const items = how.via === 'socket' ? putLast(known, matched) : matched
      return state.merge(previous, items === next.items ? next : { ...next, items }, how)
    },
    // A webhook whose time the log corrects is no news.
    hasMoved(from, to) {
      const newest = to.items.at(-1)
      return newest !== undefined && !from.items.some(({ id }) => id === newest.id)
    },
  }
  return {
    ...state,
    ...matched,
    ...(state.pieces && { pieces: { ...state.pieces, createNewest: createNewestFeed(matched, state.pieces) } }),
  }
}

import type { FeedData } from '../../../src/core/contract/feed.js'
import { toFeedPiece } from '../../../src/core/feed/toFeedPiece.js'
import type { Source } from '../../../src/core/contract/topic.js'
import type { Log } from './scriptedChain.js'

export const log = (id: string, block: number, nth = 0): Log => ({ id, block, nth })

export const piece = (...items: readonly Log[]) => toFeedPiece(items, ({ block }) => block)

/** That of a service, which has everything from one block to the other. */
export const answer = (items: readonly Log[], from: number, to: number): FeedData<Log> => ({
  ...piece(...items),
  covered: [{ from, to }],
  checkedTo: to,
  isBroken: false,
})

export const how = (via: Source['via'], at: number, askedAt?: number): Source => ({
  via,
  receivedAt: at,
  askedAt,
  previousChangedAt: -Infinity,
})

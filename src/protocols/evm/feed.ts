import type { Feed } from '../../core/contract/feed.js'
import { createFeedProgress } from '../../core/feed/feedProgress.js'
import { fetchLogs } from './fetch.js'
import { createBlockSpan } from './limits.js'
import { compareLogs, isLogEvent, type LogEvent, toEvmLogId } from './model.js'
import type { EvmRest } from './rest.js'
import type { FetchLogsOptions } from './stretch.js'
import { type LogsTopic, toTopicKey } from './topic.js'

/** Logs by their blocks. One whose block has left the chain is taken back. */
export function createLogFeed(rest: EvmRest, options: FetchLogsOptions): Feed<LogsTopic, LogEvent> {
  const span = createBlockSpan(options.maxBlockRange)
  const progress = createFeedProgress(toTopicKey)
  return {
    identity: toEvmLogId,
    position: ({ block_height }) => block_height,
    compare: compareLogs,
    vanishes: true,
    isItem: isLogEvent,
    progress,
    fetch: (topic, context) => fetchLogs({ rest, topic, context, options, span, progress }),
  }
}

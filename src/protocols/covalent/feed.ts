import type { Feed, FeedChain } from '../../core/contract/feed.js'
import { fetchLogs, type FetchLogsOptions } from './fetch.js'
import { compareLogs, isLogEvent, type LogEvent, toLogEventId } from './model.js'
import type { CovalentRest } from './rest.js'
import type { LogsTopic } from './topic.js'

/** Logs by their blocks. One that an answer leaves out has been taken back, by a chain re-organisation. */
export function createLogFeed(
  rest: CovalentRest,
  options: FetchLogsOptions,
  toChain: (name: string | number) => FeedChain,
): Feed<LogsTopic, LogEvent> {
  return {
    identity: toLogEventId,
    position: ({ block_height }) => block_height,
    compare: compareLogs,
    vanishes: true,
    isItem: isLogEvent,
    chain: ({ chain }) => toChain(chain),
    signedAt: ({ block_signed_at }) => Date.parse(String(block_signed_at)),
    fetch: (topic, asking) => fetchLogs(rest, topic, asking, options, toChain(topic.chain)),
  }
}

import type { Feed, FeedData } from '../../../core/contract/feed.js'
import type { LiveProtocol } from '../../../core/contract/protocol.js'
import type { LogEvent } from './logEvent.js'
import type { LogsTopic } from './logsTopic.js'

/** A protocol whose topics are the log events of chains: the hooks and components of logs take any. */
export interface LogsProtocol extends LiveProtocol<LogsTopic, FeedData<LogEvent>> {
  readonly feed: Feed<LogsTopic, LogEvent>
  /** Says if this endpoint may have the logs of a chain. */
  hasChain(chain: string | number): boolean
}

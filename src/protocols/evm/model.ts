import type { LogEvent } from '../shared/logs/logEvent.js'

export { compareLogs, isLogEvent, type LogEvent } from '../shared/logs/logEvent.js'

/**
 * Tells a log from every other one, also of other forks: a block's hash says all that came before it. The same
 * transaction in another block is another log.
 */
export function toEvmLogId({ block_hash, log_offset, tx_hash }: LogEvent): string {
  return `${block_hash ?? tx_hash}:${log_offset}`
}

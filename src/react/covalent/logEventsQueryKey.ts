import type { LogsTopic } from '../../protocols/shared/logs/logsTopic.js'
import { toQueryKey, type LiveQueryKey } from '../client/queryKey.js'
import { type LogsSelection, toLogsTopic } from '../logs/toLogsTopic.js'

/**
 * The key that `logEventsQueryOptions` has, to invalidate or to read by.
 * `protocolId` is the endpoint's id, `'covalent'` by default.
 */
export function logEventsQueryKey(
  parameters: LogsSelection & { readonly protocolId?: string | undefined },
): LiveQueryKey<LogsTopic> {
  return toQueryKey(parameters.protocolId ?? 'covalent', toLogsTopic(parameters) ?? null)
}

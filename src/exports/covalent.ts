export {
  type AddressLogsTopic,
  type ChainIds,
  covalent,
  type CovalentOptions,
  type CovalentProtocol,
  type DecodedLog,
  type LogEvent,
  type LogParam,
  type LogsTopic,
  toLogEventId,
  toLogEventUrl,
  type TopicLogsTopic,
  withBigInts,
} from '../protocols/covalent/index.js'
export {
  logEventsQueryKey,
  logEventsQueryOptions,
  type LogEventsQueryParameters,
} from '../react/logEventsQueryOptions.js'
export type { LogsSelection } from '../react/toLogsTopic.js'
export { useLogEvents, type UseLogEventsParameters } from '../react/useLogEvents.js'

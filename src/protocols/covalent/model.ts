export {
  compareLogs,
  hasIdentity,
  isLogEvent,
  isReadable,
  type LogEvent,
  toLogEventId,
} from '../shared/logs/logEvent.js'

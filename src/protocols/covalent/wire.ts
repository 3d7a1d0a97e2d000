import type { StompRequest } from '../../transports/stomp.js'
import type { LogsTopic } from './topic.js'

/** Where a topic's news are published; undefined where the socket knows no such place. */
export type ToDestination = (topic: LogsTopic) => string | undefined

/** The frames that take the service from what was sent to what is wanted: one subscription a destination. */
export function toSyncFrames(
  wanted: readonly LogsTopic[],
  sent: readonly LogsTopic[],
  toDestination: ToDestination,
): readonly StompRequest[] {
  const toDestinations = (topics: readonly LogsTopic[]) =>
    new Set(topics.flatMap((topic) => toDestination(topic) ?? []))
  const [next, last] = [toDestinations(wanted), toDestinations(sent)]
  return [...toFrames('SUBSCRIBE', next, last), ...toFrames('UNSUBSCRIBE', last, next)]
}

function toFrames(
  command: StompRequest['command'],
  destinations: ReadonlySet<string>,
  except: ReadonlySet<string>,
): readonly StompRequest[] {
  return [...destinations].flatMap((destination) => (except.has(destination) ? [] : [{ command, destination }]))
}

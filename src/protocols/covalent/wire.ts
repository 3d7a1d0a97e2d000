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
  const [next, last] = [wanted, sent].map((topics) => new Set(topics.flatMap((topic) => toDestination(topic) ?? [])))
  return [...toFrames('SUBSCRIBE', next, last), ...toFrames('UNSUBSCRIBE', last, next)]
}

function toFrames(
  command: StompRequest['command'],
  destinations: ReadonlySet<string> = new Set(),
  except: ReadonlySet<string> = new Set(),
): readonly StompRequest[] {
  return [...destinations].flatMap((destination) => (except.has(destination) ? [] : [{ command, destination }]))
}

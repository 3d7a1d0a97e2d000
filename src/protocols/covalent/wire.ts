import type { StompRequest } from '../../transports/stomp.js'
import { toLogsPath, type LogsTopic } from './topic.js'

/** Where a topic's news are published; undefined where the socket knows no such place. */
export type ToDestination = (topic: LogsTopic) => string | undefined

/** As documented: `/v1/1/events/address/0x…/`, with the chain's id. Secondary topics have no place in it. */
export function createToDestination(
  prefix: string,
  getChainId: (topic: LogsTopic) => number | undefined,
): ToDestination {
  return (topic) => {
    const id = getChainId(topic)
    return id === undefined ? undefined : `${prefix}/${id}/${toLogsPath(topic)}/`
  }
}

/** The frames that take the service from what was sent to what is wanted: one subscription a destination. */
export function toSyncFrames(
  wanted: readonly LogsTopic[],
  sent: readonly LogsTopic[],
  toDestination: ToDestination,
): readonly StompRequest[] {
  const [next, last] = [toSet(wanted), toSet(sent)]
  return [...toFrames('SUBSCRIBE', next, last), ...toFrames('UNSUBSCRIBE', last, next)]

  function toSet(topics: readonly LogsTopic[]) {
    return new Set(topics.map(toDestination))
  }
}

function toFrames(
  command: StompRequest['command'],
  destinations: ReadonlySet<string | undefined>,
  except: ReadonlySet<string | undefined>,
): readonly StompRequest[] {
  return [...destinations].flatMap((destination) =>
    destination === undefined || except.has(destination) ? [] : [{ command, destination }],
  )
}

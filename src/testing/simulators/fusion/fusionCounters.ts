import { createServiceCounters, type ServiceCounters } from '../../kit/counters.js'

/** Everything that has happened so far, in numbers. */
export interface FusionCounters extends ServiceCounters {
  /** Connections that carry a socket, or might. */
  connectionsOpened: number
  /** Open at this moment. */
  connectionsOpen: number
  /** Sockets that came back with their rooms; `socketsOpened` counts them once. */
  socketsRecovered: number
  /** `subscribe:intent` events received, per intent id. */
  subscribes: Record<string, number>
  unsubscribes: number
  subscribesAll: number
  unsubscribesAll: number
  pings: number
  /** Intent requests among them, per intent id. */
  intentRequests: Record<string, number>
}

export function createFusionCounters(): FusionCounters {
  return {
    ...createServiceCounters(),
    connectionsOpened: 0,
    connectionsOpen: 0,
    socketsRecovered: 0,
    subscribes: {},
    unsubscribes: 0,
    subscribesAll: 0,
    unsubscribesAll: 0,
    pings: 0,
    intentRequests: {},
  }
}

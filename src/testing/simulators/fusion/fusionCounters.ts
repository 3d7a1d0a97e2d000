/** Everything that has happened so far, in numbers. */
export interface FusionCounters {
  /** Connections that carry a socket, or might. */
  connectionsOpened: number
  /** Open at this moment. */
  connectionsOpen: number
  /** Sockets that joined the namespace. */
  socketsOpened: number
  /** Open at this moment. */
  socketsOpen: number
  /** Attempts that never became a socket. */
  socketsRefused: number
  /** Sockets that came back with their rooms; `socketsOpened` counts them once. */
  socketsRecovered: number
  /** `subscribe:intent` events received, per intent id. */
  subscribes: Record<string, number>
  unsubscribes: number
  subscribesAll: number
  unsubscribesAll: number
  pings: number
  /** Events that a client should not have sent. */
  violations: number
  restRequests: number
  /** Intent requests among them, per intent id. */
  intentRequests: Record<string, number>
  /** Answered with 429. */
  restLimited: number
}

export function createFusionCounters(): FusionCounters {
  return {
    connectionsOpened: 0,
    connectionsOpen: 0,
    socketsOpened: 0,
    socketsOpen: 0,
    socketsRefused: 0,
    socketsRecovered: 0,
    subscribes: {},
    unsubscribes: 0,
    subscribesAll: 0,
    unsubscribesAll: 0,
    pings: 0,
    violations: 0,
    restRequests: 0,
    intentRequests: {},
    restLimited: 0,
  }
}

/** Everything that has happened so far, in numbers. */
export interface RelayCounters {
  socketsOpened: number
  /** Open at this moment. */
  socketsOpen: number
  /** Attempts that never became a socket. */
  socketsRefused: number
  /** Subscribe frames received, per request id. */
  subscribes: Record<string, number>
  unsubscribes: number
  /** Frames that a client should not have sent. */
  violations: number
  restRequests: number
  /** Status requests among them, per request id. */
  statusRequests: Record<string, number>
  /** Answered with 429. */
  restLimited: number
}

export function createRelayCounters(): RelayCounters {
  return {
    socketsOpened: 0,
    socketsOpen: 0,
    socketsRefused: 0,
    subscribes: {},
    unsubscribes: 0,
    violations: 0,
    restRequests: 0,
    statusRequests: {},
    restLimited: 0,
  }
}

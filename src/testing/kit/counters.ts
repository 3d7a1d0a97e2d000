/** Everything that has happened so far at any service, in numbers. */
export interface ServiceCounters {
  socketsOpened: number
  /** Open at this moment. */
  socketsOpen: number
  /** Attempts that never became a socket. */
  socketsRefused: number
  /** Frames or events that a client should not have sent. */
  violations: number
  restRequests: number
  /** Answered with 429. */
  restLimited: number
}

export function createServiceCounters(): ServiceCounters {
  return { socketsOpened: 0, socketsOpen: 0, socketsRefused: 0, violations: 0, restRequests: 0, restLimited: 0 }
}

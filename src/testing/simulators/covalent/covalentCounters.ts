/** Everything that has happened so far, in numbers. */
export interface CovalentCounters {
  socketsOpened: number
  /** Open at this moment. */
  socketsOpen: number
  /** Attempts that never became a socket. */
  socketsRefused: number
  /** SUBSCRIBE frames accepted, per destination as it was sent. */
  subscribes: Record<string, number>
  unsubscribes: number
  /** MESSAGE frames sent, lost ones left out. */
  messages: number
  /** Clients' heart-beats. */
  beats: number
  /** Frames that a client should not have sent; each is answered with ERROR. */
  violations: number
  restRequests: number
  /** The same requests per path, without its query. */
  requests: Record<string, number>
  /** Answered with 429. */
  restLimited: number
}

export function createCovalentCounters(): CovalentCounters {
  return {
    socketsOpened: 0,
    socketsOpen: 0,
    socketsRefused: 0,
    subscribes: {},
    unsubscribes: 0,
    messages: 0,
    beats: 0,
    violations: 0,
    restRequests: 0,
    requests: {},
    restLimited: 0,
  }
}

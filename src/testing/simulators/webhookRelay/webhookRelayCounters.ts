/** Everything that has happened so far, in numbers. */
export interface WebhookRelayCounters {
  socketsOpened: number
  /** Open at this moment. */
  socketsOpen: number
  /** Attempts that never became a socket. */
  socketsRefused: number
  auths: number
  subscribes: number
  pongs: number
  /** Frames that a client should not have sent. */
  violations: number
  /** Webhook frames sent, lost ones left out. */
  messages: number
  restRequests: number
  /** The same requests per path. */
  requests: Record<string, number>
  /** Answered with 429. */
  restLimited: number
}

export function createWebhookRelayCounters(): WebhookRelayCounters {
  return {
    socketsOpened: 0,
    socketsOpen: 0,
    socketsRefused: 0,
    auths: 0,
    subscribes: 0,
    pongs: 0,
    violations: 0,
    messages: 0,
    restRequests: 0,
    requests: {},
    restLimited: 0,
  }
}

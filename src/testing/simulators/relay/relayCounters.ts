import { createServiceCounters, type ServiceCounters } from '../../kit/counters.js'

/** Everything that has happened so far, in numbers. */
export interface RelayCounters extends ServiceCounters {
  /** Subscribe frames received, per request id. */
  subscribes: Record<string, number>
  unsubscribes: number
  /** Status requests among them, per request id. */
  statusRequests: Record<string, number>
  /** Requests for many statuses at once among them. */
  manyRequests: number
}

export function createRelayCounters(): RelayCounters {
  return {
    ...createServiceCounters(),
    subscribes: {},
    unsubscribes: 0,
    statusRequests: {},
    manyRequests: 0,
  }
}

import { createServiceCounters, type ServiceCounters } from '../../kit/counters.js'

/** Everything that has happened so far, in numbers. */
export interface CovalentCounters extends ServiceCounters {
  /** SUBSCRIBE frames accepted, per destination as it was sent. */
  subscribes: Record<string, number>
  unsubscribes: number
  /** MESSAGE frames sent, lost ones left out. */
  messages: number
  /** Clients' heart-beats. */
  beats: number
  /** The same requests per path, without its query. */
  requests: Record<string, number>
}

export function createCovalentCounters(): CovalentCounters {
  return {
    ...createServiceCounters(),
    subscribes: {},
    unsubscribes: 0,
    messages: 0,
    beats: 0,
    requests: {},
  }
}

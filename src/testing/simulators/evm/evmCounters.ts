import { createServiceCounters, type ServiceCounters } from '../../kit/counters.js'

/** Everything that has happened so far, in numbers. */
export interface EvmCounters extends ServiceCounters {
  /** Requests over HTTP by their methods: a list counts each of its own. */
  calls: Record<string, number>
  /** `eth_subscribe` accepted. */
  subscribes: number
  unsubscribes: number
  /** News sent, lost ones left out. */
  notifications: number
}

export function createEvmCounters(): EvmCounters {
  return { ...createServiceCounters(), calls: {}, subscribes: 0, unsubscribes: 0, notifications: 0 }
}

import { createServiceCounters, type ServiceCounters } from '../../kit/counters.js'

/** Everything that has happened so far, in numbers. */
export interface WebhookRelayCounters extends ServiceCounters {
  auths: number
  subscribes: number
  pongs: number
  /** Webhook frames sent, lost ones left out. */
  messages: number
  /** The same requests per path. */
  requests: Record<string, number>
}

export function createWebhookRelayCounters(): WebhookRelayCounters {
  return {
    ...createServiceCounters(),
    auths: 0,
    subscribes: 0,
    pongs: 0,
    messages: 0,
    requests: {},
  }
}

import { type CarriedInMemory, carryInMemory, type MemoryOptions } from '../../memory/carryInMemory.js'
import {
  createWebhookRelaySimulatorCore,
  type WebhookRelaySimulatorCore,
  type WebhookRelaySimulatorCoreOptions,
} from './webhookRelaySimulatorCore.js'

export interface WebhookRelaySimulatorOptions extends WebhookRelaySimulatorCoreOptions, MemoryOptions {}

/** Webhook Relay in memory: hand its `WebSocket` and `fetch` to a client. */
export interface WebhookRelaySimulator extends WebhookRelaySimulatorCore, CarriedInMemory {
  /** A URL for sockets that can't be mistaken for the real service's. */
  readonly url: string
  /** The same for REST. */
  readonly apiUrl: string
}

/**
 * - Many simulators live side by side; nothing global is touched.
 * - On a manual clock, equal seeds and equal calls give equal frames at equal times.
 * - Nothing runs before the first socket, request or start; `stop` leaves no timer of a scenario behind.
 */
export function createWebhookRelaySimulator(options: WebhookRelaySimulatorOptions = {}): WebhookRelaySimulator {
  const core = createWebhookRelaySimulatorCore(options)
  return {
    ...core,
    ...carryInMemory(core, options),
    url: 'wss://my.webhookrelay.simulator.invalid/v1/socket',
    apiUrl: 'https://my.webhookrelay.simulator.invalid',
  }
}

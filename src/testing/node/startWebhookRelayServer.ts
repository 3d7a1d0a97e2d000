import {
  createWebhookRelaySimulator,
  type WebhookRelaySimulator,
} from '../simulators/webhookRelay/createWebhookRelaySimulator.js'
import { type ServedSimulator, type ServeOptions, serveSimulator } from './serveSimulator.js'
import { toWebhookRelayService } from './webhookRelayService.js'

export interface WebhookRelayServerOptions extends ServeOptions {
  /** Default: a new one. */
  readonly simulator?: WebhookRelaySimulator | undefined
}

export interface WebhookRelayServer extends ServedSimulator {
  /** What a client opens, with the service's path. */
  readonly socketUrl: string
  readonly simulator: WebhookRelaySimulator
}

/** Webhook Relay on one real port: WebSocket, REST, and the control API under `/__simulator`. */
export async function startWebhookRelayServer(options: WebhookRelayServerOptions = {}): Promise<WebhookRelayServer> {
  const simulator = options.simulator ?? createWebhookRelaySimulator()
  const served = await serveSimulator(toWebhookRelayService(simulator), options)
  return {
    ...served,
    socketUrl: `${served.wsUrl}/v1/socket`,
    simulator,
    close() {
      // Whoever made the simulator may serve it again.
      if (options.simulator === undefined) simulator.stop()
      return served.close()
    },
  }
}

import {
  createWebhookRelaySimulator,
  type WebhookRelaySimulator,
} from '../../simulators/webhookRelay/createWebhookRelaySimulator.js'
import { type ServedSimulator, type ServeOptions, serveSimulator } from '../serveSimulator.js'
import { toWebhookRelayService } from './webhookRelayService.js'

export interface WebhookRelayServerOptions extends ServeOptions {
  /** Default: a new one. */
  readonly simulator?: WebhookRelaySimulator | undefined
}

/** `socketUrl` has the service's path. */
export interface WebhookRelayServer extends ServedSimulator<WebhookRelaySimulator> {}

/** Webhook Relay on one real port: WebSocket, REST, and the control API under `/__simulator`. */
export async function startWebhookRelayServer(options: WebhookRelayServerOptions = {}): Promise<WebhookRelayServer> {
  const { simulator = createWebhookRelaySimulator() } = options
  return serveSimulator(simulator, toWebhookRelayService(simulator), options)
}

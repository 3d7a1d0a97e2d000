import { webhookRelay, type WebhookRelayDirectOptions } from '../../protocols/webhookRelay/index.js'
import {
  createWebhookRelaySimulator,
  type WebhookRelaySimulator,
  type WebhookRelaySimulatorOptions,
} from '../simulators/webhookRelay/createWebhookRelaySimulator.js'
import type { WebhookRelayScenario } from '../simulators/webhookRelay/webhookRelayScenario.js'
import type { WebhookRelayScenarioName } from '../simulators/webhookRelay/webhookRelayScenarios.js'
import { withDefaults } from '../kit/withDefaults.js'
import { createSimulatedTime } from './simulatedTime.js'
import { createSimulatedSetup, type SimulatedSetup, type SimulatedSetupOptions } from './simulatedSetup.js'

export interface SimulatedWebhookRelaySetupOptions extends SimulatedSetupOptions<
  WebhookRelayScenario | WebhookRelayScenarioName
> {
  /** The first bucket's name. */
  readonly bucket?: string | undefined
  /** Further options of the simulator. */
  readonly simulator?: Omit<WebhookRelaySimulatorOptions, 'seed' | 'scenario'> | undefined
  /** Further options of `webhookRelay()`, such as `requestsPerMinute`. */
  readonly webhookRelay?: Omit<Partial<WebhookRelayDirectOptions>, 'url' | 'apiUrl' | 'WebSocket' | 'fetch'> | undefined
}

/** A service, a cache and a client that know nobody else, with buckets that play a scenario. */
export interface SimulatedWebhookRelaySetup extends SimulatedSetup<WebhookRelaySimulator> {
  /** The buckets' names, as `useWebhooks` takes them. */
  readonly buckets: readonly string[]
}

export function createSimulatedWebhookRelaySetup(
  options: SimulatedWebhookRelaySetupOptions,
): SimulatedWebhookRelaySetup {
  const { bucket, scenario, seed = 1 } = options
  const time = createSimulatedTime(options)
  const { clock } = time
  const simulator = createWebhookRelaySimulator({ ...withDefaults({ clock, epochMs: 0 }, options.simulator), seed })
  const { WebSocket, apiUrl, fetch, url } = simulator
  const defaults = {
    credentials: () => Promise.resolve({ key: 'simulated-key', secret: 'simulated-secret' }),
    // They open nothing.
    dangerouslyExposeCredentials: true,
    now: () => Math.floor(clock.now()),
  }
  const protocol = webhookRelay({
    ...withDefaults(defaults, options.webhookRelay),
    WebSocket,
    apiUrl,
    fetch,
    url,
  })
  const setup = createSimulatedSetup(simulator, protocol, time, options.onwire)
  const story = simulator.start(scenario, { bucket, begins: 'when-asked' })
  return { ...setup, buckets: story.buckets.map(({ name }) => name) }
}

import { bridge } from '../../protocols/bridge/index.js'
import { relay, type RelayOptions } from '../../protocols/relay/index.js'
import { createSimulatedBridge, type SimulatedBridge } from '../bridge/createSimulatedBridge.js'
import {
  createRelaySimulator,
  type RelaySimulator,
  type RelaySimulatorOptions,
} from '../simulators/relay/createRelaySimulator.js'
import type { RelayScenario } from '../simulators/relay/relayScenario.js'
import type { RelayScenarioName } from '../simulators/relay/relayScenarios.js'
import { withDefaults } from '../kit/withDefaults.js'
import { createSimulatedTime } from './simulatedTime.js'
import { createSimulatedSetup, type SimulatedSetup, type SimulatedSetupOptions } from './simulatedSetup.js'

export interface SimulatedBridgeSetupOptions extends SimulatedSetupOptions<RelayScenario | RelayScenarioName> {
  /** Drawn from the seed by default. */
  readonly requestId?: string | undefined
  /** Further options of the simulated Relay. */
  readonly simulator?: Omit<RelaySimulatorOptions, 'seed' | 'scenario' | 'webhooks'> | undefined
  /** Further options of the page's `relay()`, such as `refundGraceMs`. */
  readonly relay?: Pick<RelayOptions, 'id' | 'refundGraceMs'> | undefined
}

/** Relay, a bridge that speaks to it and takes its webhooks, and a page that speaks to the bridge: all in memory. */
export interface SimulatedBridgeSetup extends SimulatedSetup<RelaySimulator> {
  readonly requestId: string
  readonly bridge: SimulatedBridge
}

const base = 'https://app.simulator.invalid/api/onwire'
const apiKey = 'simulated-key'

export function createSimulatedBridgeSetup(options: SimulatedBridgeSetupOptions): SimulatedBridgeSetup {
  const { requestId, scenario, seed = 1 } = options
  const time = createSimulatedTime(options)
  const { clock, environment } = time
  const simulator: RelaySimulator = createRelaySimulator({
    ...withDefaults({ clock, epochMs: 0 }, options.simulator),
    seed,
    webhooks: {
      url: `${base}/webhooks/relay`,
      apiKey,
      fetch: (url, init) => simulatedBridge.fetch(new Request(url, init)),
    },
  })
  const { WebSocket, apiUrl, fetch, url } = simulator
  const simulatedBridge = createSimulatedBridge({
    environment,
    // The key opens nothing.
    protocols: [relay({ ...options.relay, WebSocket, apiKey, apiUrl, fetch, url, dangerouslyExposeApiKey: true })],
    authorize: () => true,
    webhooks: { relay: { apiKey, now: () => clock.now(), onDiagnostic: () => {} } },
    onDiagnostic: () => {},
  })
  const via = bridge(base, { fetch: (input, init) => simulatedBridge.fetch(new Request(input, init)) })
  // Relay's chains are no secret, and asked for directly.
  const protocol = relay({ ...options.relay, via, apiUrl, fetch })
  const setup = createSimulatedSetup(simulator, protocol, time, options.onwire)
  const request = simulator.start(scenario, { requestId, begins: 'when-asked' })
  return {
    ...setup,
    requestId: request.requestId,
    bridge: simulatedBridge,
    end() {
      setup.end()
      simulatedBridge.close()
    },
  }
}

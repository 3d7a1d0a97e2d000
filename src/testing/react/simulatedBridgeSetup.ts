import { bridge } from '../../protocols/bridge/index.js'
import { relay, relayDeposits, type RelayOptions } from '../../protocols/relay/index.js'
import { createSimulatedBridge, type SimulatedBridge } from '../bridge/createSimulatedBridge.js'
import {
  createRelaySimulator,
  type RelaySimulator,
  type RelaySimulatorOptions,
} from '../simulators/relay/createRelaySimulator.js'
import type { RelayScenario } from '../simulators/relay/relayScenario.js'
import type { RelayScenarioName } from '../simulators/relay/relayScenarios.js'
import { SimulatorError } from '../kit/simulatorError.js'
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
  assertRequests()
  const time = createSimulatedTime(options)
  const { clock, environment } = time
  const simulator: RelaySimulator = createRelaySimulator({
    ...withDefaults({ clock, epochMs: 0 }, options.simulator),
    seed,
    // jsdom signs nothing, nor does a page without https: the bridge then learns from the socket alone.
    webhooks: globalThis.crypto?.subtle && {
      url: `${base}/webhooks/relay`,
      apiKey,
      fetch: (url, init) => simulatedBridge.fetch(new Request(url, init)),
    },
  })
  const { WebSocket, apiUrl, fetch, url } = simulator
  // The key opens nothing.
  const rest = { apiKey, apiUrl, fetch, dangerouslyExposeApiKey: true }
  const simulatedBridge = createSimulatedBridge({
    environment,
    protocols: [relay({ ...options.relay, ...rest, WebSocket, url }), relayDeposits(rest)],
    authorize: () => true,
    webhooks: { relay: { apiKey, now: () => clock.now(), onDiagnostic: () => {} } },
    onDiagnostic: () => {},
  })
  const via = bridge(base, { fetch: (input, init) => simulatedBridge.fetch(new Request(input, init)) })
  // Relay's chains are no secret, and asked for directly.
  const protocol = relay({ ...options.relay, via, apiUrl, fetch })
  const setup = createSimulatedSetup(simulator, protocol, time, options.onwire, [relayDeposits({ via })])
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

/** The bridge answers a `Request` by a `Response` that streams. */
function assertRequests(): void {
  if (typeof Request !== 'undefined' && typeof ReadableStream !== 'undefined') return
  throw new SimulatorError({
    code: 'NO_REQUEST',
    what: 'This runtime has no `Request` or no `ReadableStream`.',
    why: 'The bridge is made of them, and every browser and Node have them; jsdom as Jest sets it up has not.',
    remedy: 'In Jest use jest-fixed-jsdom as testEnvironment.',
  })
}

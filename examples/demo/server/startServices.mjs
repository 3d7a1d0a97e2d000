// @ts-check
import { createDemoBridge, createWebhookTarget, drawKey } from './demoBridge.mjs'

/** Where looking for each one's port begins, as for `onwire simulate`. */
const ports = { relay: 4510, fusion: 4520, covalent: 4530, webhookRelay: 4540 }

/**
 * What services are made of: onwire's entries, however they were loaded.
 *
 * @typedef {object} Modules
 * @property {typeof import('../../../src/exports/testing-node.js')} node
 * @property {Pick<typeof import('../../../src/exports/testing.js'), 'createRelaySimulator' | 'createFusionSimulator' | 'createCovalentSimulator' | 'createWebhookRelaySimulator'>} testing
 * @property {import('./demoBridge.mjs').BridgeKit} kit
 */

/**
 * The services, each simulated on a port of this machine, in this process, and the bridge in front of them, which the demo's
 * server is to serve.
 *
 * @typedef {object} ServicesOptions
 * @property {boolean} [fixedPorts] By default any free ports.
 * @property {boolean} [withRelay] True by default.
 * @property {() => string} [draw] For keys: by chance by default.
 * @property {Pick<import('../../../src/exports/testing.js').FusionSimulatorOptions, 'clock' | 'epochMs' | 'pingTimeoutMs'>} [simulated]
 *   Further options of all simulators: the machine's clock by default.
 * @property {import('../../../src/exports/server.js').CreateBridgeOptions['environment']} [environment] The bridge's: the process's by default.
 *
 * @param {Modules} modules
 * @param {ServicesOptions} [options]
 */
export async function startServices(
  { kit, node, testing },
  { draw = drawKey, environment, fixedPorts = false, simulated = {}, withRelay = true } = {},
) {
  /** @type {{ close(): Promise<void> }[]} */
  const started = []
  const close = async () => void (await Promise.all(started.map((server) => server.close())))

  /**
   * @template {{ close(): Promise<void> }} Server
   * @param {(options: { port: number, stepOver: boolean }) => Promise<Server>} start
   * @param {number} port
   */
  const begin = async (start, port) => {
    const server = await start({ port: fixedPorts ? port : 0, stepOver: true })
    started.push(server)
    return server
  }
  const target = createWebhookTarget(draw())
  const simulators = {
    relay: testing.createRelaySimulator({ ...simulated, webhooks: target.options }),
    fusion: testing.createFusionSimulator(simulated),
    covalent: testing.createCovalentSimulator(simulated),
    webhookRelay: testing.createWebhookRelaySimulator(simulated),
  }
  for (const simulator of Object.values(simulators)) started.push({ close: async () => simulator.stop() })
  try {
    const relay = withRelay
      ? await begin((options) => node.startRelayServer({ ...options, simulator: simulators.relay }), ports.relay)
      : undefined
    const fusion = await begin(
      (options) => node.startFusionServer({ ...options, simulator: simulators.fusion }),
      ports.fusion,
    )
    const covalent = await begin(
      (options) => node.startCovalentServer({ ...options, simulator: simulators.covalent }),
      ports.covalent,
    )
    const webhookRelay = await begin(
      (options) => node.startWebhookRelayServer({ ...options, simulator: simulators.webhookRelay }),
      ports.webhookRelay,
    )
    const bridge = createDemoBridge({ covalent, environment, fusion, kit, relay, target, webhookRelay, draw })
    started.push({ close: async () => bridge.close() })
    return { relay, fusion, covalent, webhookRelay, bridge, close }
  } catch (error) {
    await close()
    throw error
  }
}

// @ts-check
import { createDemoBridge, createWebhookTarget, drawKey } from './demoBridge.mjs'

/** Where looking for each one's port begins, as for `onwire simulate`. */
const ports = { relay: 4510, fusion: 4520, covalent: 4530, webhookRelay: 4540 }

/**
 * What services are made of: onwire's entries, however they were loaded.
 *
 * @typedef {object} Modules
 * @property {typeof import('../../../src/exports/testing-node.js')} node
 * @property {Pick<typeof import('../../../src/exports/testing.js'), 'createRelaySimulator'>} testing
 * @property {import('./demoBridge.mjs').BridgeKit} kit
 */

/**
 * The services, each simulated on a port of this machine, in this process, and the bridge in front of them, which the demo's
 * server is to serve.
 *
 * @param {Modules} modules
 * @param {{ fixedPorts?: boolean, withRelay?: boolean, draw?: () => string }} [options] By default any free ports, all services,
 *   and keys that are drawn by chance.
 */
export async function startServices(
  { kit, node, testing },
  { draw = drawKey, fixedPorts = false, withRelay = true } = {},
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
  const simulator = testing.createRelaySimulator({ webhooks: target.options })
  started.push({ close: async () => simulator.stop() })
  try {
    const relay = withRelay
      ? await begin((options) => node.startRelayServer({ ...options, simulator }), ports.relay)
      : undefined
    const fusion = await begin(node.startFusionServer, ports.fusion)
    const covalent = await begin(node.startCovalentServer, ports.covalent)
    const webhookRelay = await begin(node.startWebhookRelayServer, ports.webhookRelay)
    const bridge = createDemoBridge({ covalent, fusion, kit, relay, target, webhookRelay, draw })
    started.push({ close: async () => bridge.close() })
    return { relay, fusion, covalent, webhookRelay, bridge, close }
  } catch (error) {
    await close()
    throw error
  }
}

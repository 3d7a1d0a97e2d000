// @ts-check
import { resolve } from 'node:path'
import { createServer } from 'vite'

const entry = resolve(import.meta.dirname, '../../../src/exports/testing-node.ts')

/** Where looking for each one's port begins, as for `onwire simulate`. */
const ports = { relay: 4510, fusion: 4520, covalent: 4530 }

/**
 * The services, each simulated on a port of this machine, in this process. They are TypeScript, which Node 20 doesn't read: Vite does.
 *
 * @param {{ fixedPorts?: boolean, withRelay?: boolean }} [options] By default any free ports, and all three services.
 */
export async function startSimulators({ fixedPorts = false, withRelay = true } = {}) {
  // It serves nothing. It stays for as long as the simulators do, because they import what they need when they need it.
  const reader = await createServer({
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  })
  /** @type {{ close(): Promise<void> }[]} */
  const started = [reader]
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
  try {
    const module = await load(reader)
    return {
      relay: withRelay ? await begin(module.startSimulatorServer, ports.relay) : undefined,
      fusion: await begin(module.startFusionServer, ports.fusion),
      covalent: await begin(module.startCovalentServer, ports.covalent),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/**
 * @param {import('vite').ViteDevServer} reader
 * @returns {Promise<typeof import('../../../src/exports/testing-node.js')>}
 */
async function load(reader) {
  /** @type {any} */
  const module = await reader.ssrLoadModule(entry)
  return module
}

// @ts-check
import { resolve } from 'node:path'
import { createServer } from 'vite'
import { startServices } from './startServices.mjs'

const exportsFolder = resolve(import.meta.dirname, '../../../src/exports')

/** What the bridge is made of, as a dApp's server would import it, and its switches. */
const bridgeEntries = ['server', 'server-covalent', 'server-fusion', 'testing-bridge']

/**
 * The services and the bridge in front of them, from TypeScript, which Node 20 doesn't read: Vite does.
 *
 * @param {Parameters<typeof startServices>[1]} [options]
 */
export async function startSimulators(options) {
  // It serves nothing. It stays for as long as the simulators do, because they import what they need when they need it.
  const reader = await createServer({
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  })
  /** @returns {Promise<any>} */
  const load = (/** @type {string} */ entry) => reader.ssrLoadModule(resolve(exportsFolder, `${entry}.ts`))
  try {
    const [node, testing, ...parts] = await Promise.all(['testing-node', 'testing', ...bridgeEntries].map(load))
    const services = await startServices({ node, testing, kit: Object.assign({}, ...parts) }, options)
    const close = async () => void (await Promise.all([services.close(), reader.close()]))
    return { ...services, close }
  } catch (error) {
    await reader.close()
    throw error
  }
}

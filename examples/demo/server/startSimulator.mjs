// @ts-check
import { resolve } from 'node:path'
import { runnerImport } from 'vite'

const entry = resolve(import.meta.dirname, '../../../src/exports/testing-node.ts')

/**
 * Relay's service, simulated on a port of this machine. It is TypeScript, which Node 20 doesn't read: Vite does.
 * @param {import('../../../src/exports/testing-node.js').SimulatorServerOptions} options
 */
export async function startSimulator(options) {
  /** @type {{ module: typeof import('../../../src/exports/testing-node.js') }} */
  const { module } = await runnerImport(entry, { configFile: false, logLevel: 'error' })
  return module.startSimulatorServer(options)
}

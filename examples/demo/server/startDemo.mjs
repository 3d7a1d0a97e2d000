// @ts-check
import { resolve } from 'node:path'
import { createServer, runnerImport } from 'vite'
import { demoApi } from './demoApi.mjs'

const configFile = resolve(import.meta.dirname, '../vite.config.ts')
const simulatorEntry = resolve(import.meta.dirname, '../../../src/exports/testing-node.ts')

/** Where looking for the simulator's port begins. */
const simulatorPort = 4510

/**
 * Starts the simulator, unless it is to be live, and the app.
 *
 * @param {import('./readFlags.mjs').Flags} flags
 * @returns {Promise<{ url: string, port: number, simulatorUrl: string | undefined, close(): Promise<void> }>}
 */
export async function startDemo({ live, port, request }) {
  const simulator = live ? undefined : await startSimulator()
  const config = simulator
    ? { mode: /** @type {const} */ ('simulator'), wsUrl: simulator.wsUrl, apiUrl: simulator.url }
    : { mode: /** @type {const} */ ('live'), ...(request && { requestId: request }) }
  try {
    const app = await createServer({
      configFile,
      plugins: [demoApi(config)],
      server: { port },
      logLevel: 'warn',
      clearScreen: false,
    })
    await app.listen()
    const url = app.resolvedUrls?.local[0] ?? `http://localhost:${port}/`
    return {
      url,
      port: Number(new URL(url).port || 80),
      simulatorUrl: simulator?.url,
      async close() {
        await Promise.all([app.close(), simulator?.close()])
      },
    }
  } catch (error) {
    await simulator?.close()
    throw error
  }
}

/** The simulator is TypeScript, which Node 20 doesn't read: Vite does. */
async function startSimulator() {
  /** @type {{ module: typeof import('../../../src/exports/testing-node.js') }} */
  const { module } = await runnerImport(simulatorEntry, { configFile: false, logLevel: 'error' })
  return module.startSimulatorServer({ port: simulatorPort, stepOver: true })
}

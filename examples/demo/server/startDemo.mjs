// @ts-check
import { resolve } from 'node:path'
import { createServer } from 'vite'
import { demoApi } from './demoApi.mjs'
import { startSimulator } from './startSimulator.mjs'

const configFile = resolve(import.meta.dirname, '../vite.config.ts')

/** Where looking for the simulator's port begins. */
const simulatorPort = 4510

/**
 * Starts the simulator, unless it is to be live, and the app.
 *
 * @param {import('./readFlags.mjs').Flags} flags
 * @returns {Promise<{ url: string, port: number, simulatorUrl: string | undefined, close(): Promise<void> }>}
 */
export async function startDemo({ live, port, request }) {
  const simulator = live ? undefined : await startSimulator({ port: simulatorPort, stepOver: true })
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

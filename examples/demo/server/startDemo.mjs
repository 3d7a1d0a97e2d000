// @ts-check
import { resolve } from 'node:path'
import { createServer } from 'vite'
import { bridgeApi } from './bridgeApi.mjs'
import { demoApi } from './demoApi.mjs'
import { startSimulators } from './startSimulators.mjs'
import { toConfig } from './toConfig.mjs'

const configFile = resolve(import.meta.dirname, '../vite.config.ts')

/**
 * Starts the simulators, Relay's only unless it is to be live, and the app.
 *
 * @param {import('./readFlags.mjs').Flags} flags
 * @returns {Promise<{ url: string, port: number, simulated: { name: string, url: string }[], close(): Promise<void> }>}
 */
export async function startDemo({ live, port, request }) {
  const simulators = await startSimulators({ fixedPorts: true, withRelay: !live })
  const { bridge, covalent, fusion, relay, webhookRelay } = simulators
  try {
    const app = await createServer({
      configFile,
      plugins: [demoApi(toConfig(simulators, request)), bridgeApi(bridge, relay?.simulator.webhooks)],
      server: { port },
      logLevel: 'warn',
      clearScreen: false,
    })
    await app.listen()
    const url = app.resolvedUrls?.local[0] ?? `http://localhost:${port}/`
    return {
      url,
      port: Number(new URL(url).port || 80),
      simulated: [
        ...(relay ? [{ name: 'Relay', url: relay.url }] : []),
        { name: 'Fusion', url: fusion.url },
        { name: 'Covalent', url: covalent.url },
        { name: 'Webhook Relay', url: webhookRelay.url },
      ],
      async close() {
        await Promise.all([app.close(), simulators.close()])
      },
    }
  } catch (error) {
    await simulators.close()
    throw error
  }
}

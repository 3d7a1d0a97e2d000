import { createBridge, type BridgeDiagnostic, type CreateBridgeOptions } from 'onwire/server'
import { freePort } from '../../support/freePort.mjs'
import { apiKey } from '../../server/support/webhooks.js'
import type { Site } from './buildPage.js'
import type { ServeBridge } from './frameworks.js'

/**
 * A server that can be killed and started again, on one port.
 *
 * - Killed, its lines are cut, and all that its bridge knew is gone.
 */
export async function startSite(
  serve: ServeBridge,
  site: Site,
  protocols: CreateBridgeOptions['protocols'],
  ownPort?: number,
) {
  const port = ownPort ?? (await freePort())
  const diagnostics: BridgeDiagnostic[] = []

  async function start() {
    const bridge = createBridge({
      protocols,
      authorize: () => true,
      webhooks: { relay: { apiKey, onDiagnostic: () => {} } },
      onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
    })
    const server = await serve(bridge, site, port)
    return () => {
      server.close()
      // First: what its end would say to readers mustn't reach them.
      server.closeAllConnections()
      void bridge.close()
    }
  }

  let kill = await start()
  return {
    url: `http://127.0.0.1:${port}`,
    diagnostics,
    kill: () => kill(),
    async start() {
      kill = await start()
    },
  }
}

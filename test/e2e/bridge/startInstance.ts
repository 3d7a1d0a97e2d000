import { once } from 'node:events'
import { createServer } from 'node:http'
import { createBridge, redisBus, redisWebhookStore, toNodeHandler } from 'onwire/server'
import { createClient } from 'redis'
import { createQuietRelay } from '../../server/bridge/support/quietRelay.js'
import { apiKey } from '../../server/support/webhooks.js'

/** A bridge on Redis, as an app would run several of. All that it knows of Relay comes by webhooks. */
export async function startInstance(port: number, redisUrl: string): Promise<void> {
  const client = createClient({ url: redisUrl })
  // Redis goes away: the bus tells.
  client.on('error', () => {})
  await client.connect()
  const bridge = createBridge({
    protocols: [createQuietRelay()],
    authorize: () => true,
    bus: redisBus(client),
    // Whoever is killed while it handles a webhook keeps it for so long.
    webhooks: { relay: { apiKey, store: redisWebhookStore(client, { claimMs: 1_000 }), onDiagnostic: () => {} } },
    onDiagnostic: () => {},
  })
  const server = createServer(toNodeHandler(bridge)).listen(port, '127.0.0.1')
  await once(server, 'listening')
}

import { once } from 'node:events'
import { createServer } from 'node:http'
import { createBridge, redisBus, redisWebhookStore, toNodeHandler } from 'onwire/server'
import { createClient } from 'redis'
import { createQuietRelay } from '../../server/bridge/support/quietRelay.js'
import { apiKey } from '../../server/support/webhooks.js'

// One instance of a bridge on Redis, alone in its process: it can be killed as a power cut kills. All that it knows of Relay comes by webhooks.

const [port = '', redisUrl = ''] = process.argv.slice(2)
// However its starter ends.
process.once('disconnect', () => process.exit())

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
const server = createServer(toNodeHandler(bridge)).listen(Number(port), '127.0.0.1')
await once(server, 'listening')
process.send?.('started')

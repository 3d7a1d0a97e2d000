import { createServer } from 'node:http'
import { createBridge, redisBus, redisWebhookStore, relay, toNodeHandler } from 'onwire/server'
import { createClient } from 'redis'
import { endWithProcess } from './endWithProcess.js'

// Without a listener an error would end the process: the bridge itself says when Redis is away, and when it is back.
const client = createClient({ url: process.env['REDIS_URL'] ?? 'redis://localhost:6379' }).on('error', () => {})
await client.connect()

const apiKey = () => process.env['RELAY_API_KEY'] ?? ''

/** One of several: each serves readers and takes webhooks in, and one at a time speaks to the service. */
const bridge = createBridge({
  protocols: [
    relay({
      apiKey: process.env['RELAY_API_KEY'],
      url: process.env['RELAY_SOCKET_URL'],
      apiUrl: process.env['RELAY_API_URL'],
    }),
  ],
  authorize: () => true,
  bus: redisBus(client),
  webhooks: { relay: { apiKey, store: redisWebhookStore(client) } },
  health: true,
})

const server = createServer(toNodeHandler(bridge)).listen(Number(process.env['PORT'] ?? 3000))
endWithProcess(server, bridge, () => client.close())

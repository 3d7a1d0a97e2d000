// @ts-check
/** One instance of a bridge, alone in its process: it can be killed as a power cut kills. */
import { resolve } from 'node:path'
import { createServer } from 'vite'

const [port = '', redisUrl = ''] = process.argv.slice(2)
// However its starter ends.
process.once('disconnect', () => process.exit())

// Node 20 reads no TypeScript: Vite does.
const reader = await createServer({
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  resolve: { tsconfigPaths: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
})
const { startInstance } = await reader.ssrLoadModule(resolve(import.meta.dirname, 'startInstance.ts'))
await startInstance(Number(port), redisUrl)
process.send?.('started')

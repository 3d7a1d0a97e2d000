import { once } from 'node:events'
import type { Server, Socket } from 'node:net'

/** Serves on a free port of this machine, and knows its lines. */
export async function listenHere(server: Server) {
  const lines = new Set<Socket>()
  server.on('connection', (line) => {
    lines.add(line)
    // Those that are cut would end the process.
    line.on('error', () => {})
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port')
  return {
    host: `127.0.0.1:${address.port}`,
    countLines: () => [...lines].filter(({ destroyed }) => !destroyed).length,
    async stop() {
      for (const line of lines) line.destroy()
      if (server.listening) await new Promise((resolve) => server.close(resolve))
    },
  }
}

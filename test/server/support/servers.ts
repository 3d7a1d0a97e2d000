import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from 'vitest'

const open = new Set<Server>()

afterEach(async () => {
  for (const server of open) {
    server.closeAllConnections()
    server.close()
  }
  open.clear()
})

/** Serves on a free port until the test is over. */
export async function serve(listener: RequestListener): Promise<string> {
  return serveOn(createServer(listener))
}

export async function serveOn(server: Server): Promise<string> {
  open.add(server)
  if (!server.listening) await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${port}`
}

// @ts-check
import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Below the range that the system hands out by itself, so that nobody is given the port while its server is down.
 * @returns {Promise<number>}
 */
export async function freePort() {
  const port = 20_000 + Math.floor(Math.random() * 12_000)
  const server = createServer()
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return port
  } catch {
    return freePort()
  } finally {
    server.close()
  }
}

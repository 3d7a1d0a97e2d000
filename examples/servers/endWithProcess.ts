import type { Bridge } from 'onwire/server'

/** The time that requests under way have, in ms: orchestrators kill after 10 s, or 30 s. */
const patienceMs = 3_000

interface Closable {
  close(onClosed: () => void): unknown
  closeIdleConnections?(): void
}

/**
 * Ends the server on SIGTERM, as orchestrators send it: no new requests, streams closed, then the process.
 * In a container it is needed: the first process there gets no signal that it doesn't listen to.
 */
export function endWithProcess(server: Closable, bridge: Bridge, onEnd: () => Promise<unknown> = async () => {}): void {
  process.once('SIGTERM', () => {
    setTimeout(() => process.exit(), patienceMs).unref()
    const isClosed = new Promise<void>((resolve) => server.close(resolve))
    // A line whose stream has just ended is kept for further requests.
    setInterval(() => server.closeIdleConnections?.(), 50).unref()
    void bridge
      .close()
      .then(() => Promise.all([isClosed, onEnd()]))
      .finally(() => process.exit())
  })
}

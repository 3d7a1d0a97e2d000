import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/**
 * - `pass`: as if it were not there.
 * - `cut`: what stands is cut, once; what comes then passes.
 * - `refuse`: what stands is cut, and nothing is let in.
 * - `restart`: as `refuse`, for 3 s.
 * - `stall`: no byte passes either way, and no line ends.
 * - `delay`: each byte comes 1.5 s later.
 */
export type ProxyFault = 'pass' | 'cut' | 'refuse' | 'restart' | 'stall' | 'delay'

export interface FaultProxy {
  readonly port: number
  set(fault: ProxyFault): void
  close(): Promise<void>
}

const host = '127.0.0.1'
const delayMs = 1_500
const restartMs = 3_000

/** Stands before a server, byte by byte, and does to its lines as the networks do. */
export async function startFaultProxy(targetPort: number): Promise<FaultProxy> {
  const sockets = new Set<Socket>()
  const timers = new Set<ReturnType<typeof setTimeout>>()
  let fault: ProxyFault = 'pass'
  let waiting: (() => void)[] = []

  function after(ms: number, run: () => void) {
    const timer = setTimeout(() => {
      timers.delete(timer)
      run()
    }, ms)
    timers.add(timer)
  }

  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }

  /** Hands on in order, also where the fault changes meanwhile. */
  function carry(from: Socket, to: Socket) {
    let last = Promise.resolve()
    const enqueue = (run: () => void) => {
      const isReady =
        fault === 'stall'
          ? new Promise<void>((resolve) => waiting.push(resolve))
          : fault === 'delay'
            ? new Promise<void>((resolve) => after(delayMs, resolve))
            : Promise.resolve()
      last = last.then(() => isReady).then(run)
    }
    from.on('data', (bytes) => enqueue(() => to.destroyed || to.write(bytes)))
    from.on('end', () => enqueue(() => to.end()))
    from.on('error', () => to.destroy())
    from.on('close', () => fault === 'stall' || enqueue(() => to.destroy()))
  }

  const server = createServer({ allowHalfOpen: true }, (client) => {
    if (fault === 'refuse' || fault === 'restart') {
      client.destroy()
      return
    }
    const upstream = connect({ port: targetPort, host, allowHalfOpen: true })
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
    }
    carry(client, upstream)
    carry(upstream, client)
  })
  server.listen(0, host)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  return {
    port,
    set(next) {
      fault = next
      if (next === 'cut' || next === 'refuse' || next === 'restart') cut()
      if (next === 'cut') fault = 'pass'
      if (next === 'restart') after(restartMs, () => (fault = fault === 'restart' ? 'pass' : fault))
      if (next === 'stall') return
      for (const resume of waiting) resume()
      waiting = []
    },
    async close() {
      for (const timer of timers) clearTimeout(timer)
      for (const resume of waiting) resume()
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

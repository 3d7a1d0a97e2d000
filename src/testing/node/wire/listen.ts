import type { Server } from 'node:http'
import { SimulatorError } from '../../kit/simulatorError.js'

export interface ListenOptions {
  /** 0 takes any free port. */
  readonly port: number
  readonly host: string
  /** Where the port is taken, the next ones are tried, at most 20. Default false. */
  readonly stepOver?: boolean | undefined
}

const tries = 20

/** Listens, and tells on which port. */
export async function listen(server: Server, options: ListenOptions): Promise<number> {
  const { port, host, stepOver = false } = options
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new SimulatorError({
      code: 'BAD_PORT',
      what: `${port} is no port.`,
      why: 'The server has nowhere to listen.',
      remedy: 'Pass a whole number from 0 to 65535; 0 takes any free port.',
    })
  }
  for (let tried = port; ; tried += 1) {
    try {
      await listenOnce(server, tried, host)
      return getPort(server)
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      if (isTaken && stepOver && tried - port < tries && tried < 65_535) continue
      throw toListenError(error, isTaken, tried, host)
    }
  }
}

function listenOnce(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function getPort(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

function toListenError(cause: unknown, isTaken: boolean, port: number, host: string): SimulatorError {
  if (isTaken) {
    return new SimulatorError({
      code: 'PORT_TAKEN',
      what: `Port ${port} on ${host} is taken.`,
      why: 'Another program listens there, perhaps another simulator.',
      remedy: 'Stop that program, choose another port, or pass 0 for any free one.',
      cause,
    })
  }
  return new SimulatorError({
    code: 'CANNOT_LISTEN',
    what: `The simulator cannot listen on port ${port} of ${host}: ${cause instanceof Error ? cause.message : String(cause)}.`,
    why: 'The system refused it.',
    remedy: 'Choose a port above 1023 and an address of this machine, such as 127.0.0.1.',
    cause,
  })
}

import { createServer } from 'node:http'
import { createSystemClock } from 'onwire/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket as NodeWebSocket } from 'ws'
import { createMemoryWebSocket } from '../../src/testing/memory/createMemoryWebSocket.js'
import { listen } from '../../src/testing/node/wire/listen.js'
import { serveSockets } from '../../src/testing/node/wire/serveSockets.js'
import type { SocketServer } from '../../src/testing/kit/server.js'

/** A service that tells everyone which sub-protocol it speaks with them. */
function createTeller(selectProtocol?: SocketServer['selectProtocol']): SocketServer {
  return {
    admit: () => ({ kind: 'accepted' }),
    ...(selectProtocol !== undefined && { selectProtocol }),
    connect(_url, peer) {
      peer.send(`speaks '${peer.protocol}'`)
      return { message: () => undefined, answersClose: () => true, closed: () => undefined }
    },
  }
}

const line = { clock: createSystemClock(), latency: () => 0 }

const carriers = [
  {
    name: 'in memory',
    carry: async (sockets: SocketServer) => {
      const rest = { handle: () => ({ kind: 'cut' }) as const }
      const Socket = createMemoryWebSocket({ ...line, sockets, rest })
      return { connect: (protocols?: string[]) => new Socket('ws://simulator.invalid', protocols), close: () => {} }
    },
  },
  {
    name: 'on a port',
    carry: async (sockets: SocketServer) => {
      const server = createServer()
      const cut = serveSockets(server, { ...line, sockets })
      const port = await listen(server, { port: 0, host: '127.0.0.1' })
      return {
        connect: (protocols?: string[]) => new NodeWebSocket(`ws://127.0.0.1:${port}`, protocols),
        close: () => {
          cut()
          server.close()
        },
      }
    },
  },
]

describe.each(carriers)('A socket with sub-protocols, $name', ({ carry }) => {
  let close = (): void => undefined
  afterEach(() => close())

  const connect = async (offered: string[] | undefined, selectProtocol?: SocketServer['selectProtocol']) => {
    const carried = await carry(createTeller(selectProtocol))
    close = () => carried.close()
    const socket = carried.connect(offered)
    return new Promise((resolve) => {
      socket.addEventListener('message', ({ data }: { data: unknown }) => resolve([socket.protocol, data]))
      socket.addEventListener('error', () => undefined)
      socket.addEventListener('close', ({ code }: { code: number }) => resolve(code))
    })
  }
  const prefer = (name: string) => (offered: readonly string[]) => offered.find((offer) => offer === name)

  it('speaks the one that the service chooses', async () => {
    expect(await connect(['v10.stomp', 'v12.stomp'], prefer('v12.stomp'))).toEqual(['v12.stomp', "speaks 'v12.stomp'"])
  })

  it('speaks the first where the service has no wish', async () => {
    expect(await connect(['v10.stomp', 'v12.stomp'])).toEqual(['v10.stomp', "speaks 'v10.stomp'"])
  })

  it('speaks none where the client offers none', async () => {
    expect(await connect(undefined, prefer('v12.stomp'))).toEqual(['', "speaks ''"])
  })

  it('does not open where the service speaks none of those offered', async () => {
    expect(await connect(['mqtt'], prefer('v12.stomp'))).toBe(1006)
  })

  it.each([[['two words']], [['v12.stomp', 'v12.stomp']], [['']]])('throws for %j', async (offered) => {
    const carried = await carry(createTeller())
    close = () => carried.close()
    expect(() => carried.connect(offered)).toThrow(expect.objectContaining({ name: 'SyntaxError' }))
  })
})

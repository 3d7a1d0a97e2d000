import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Peer, TransportServer } from './conformance.js'
import { listenHere } from './listenHere.js'

export interface StompServerOptions {
  /** Spoken at most: 1.2 by default. */
  readonly version?: '1.0' | '1.1' | '1.2'
  /** What CONNECTED says: `0,0` by default. */
  readonly heartBeat?: string
  /** How CONNECT is answered: `ERROR` refuses it. */
  readonly greeting?: 'CONNECTED' | 'ERROR' | 'none'
}

export interface ReceivedFrame {
  readonly command: string
  readonly headers: Readonly<Record<string, string>>
}

export interface StompPeer extends Peer {
  /** The sub-protocol that was agreed upon. */
  readonly protocol: string
  readonly frames: readonly ReceivedFrame[]
  /** When each beat came, in ms. */
  readonly beats: readonly number[]
  /** Sends as it is. */
  sendRaw(data: string | Uint8Array): void
  /** Lets nothing through any more, and doesn't close either. */
  freeze(): void
}

export interface StompServer extends TransportServer {
  readonly peers: readonly StompPeer[]
}

/** As the specification has it: a command, headers, a body with its length, and NUL. */
export function toStompText(command: string, headers: Readonly<Record<string, string>>, body = ''): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`)
  return `${command}\n${lines.join('')}content-length:${Buffer.byteLength(body)}\n\n${body}\0`
}

function toFrame(text: string): ReceivedFrame {
  const [command = '', ...lines] = (text.split('\n\n')[0] ?? '').split('\n')
  const headers = lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)])
  return { command, headers: Object.fromEntries(headers) }
}

/** A plain STOMP server over WebSockets, on a port of its own: as little as tests of the wire need. */
export async function startStompServer(options: StompServerOptions = {}): Promise<StompServer> {
  const { greeting = 'CONNECTED', heartBeat = '0,0', version = '1.2' } = options
  const subProtocol = `v${version.replace('.', '')}.stomp`
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => (offered.has(subProtocol) ? subProtocol : false),
  })
  const peers: StompPeer[] = []
  let door: 'open' | 'refuse' | 'hang' = 'open'

  const server = createServer()
  server.on('upgrade', (request, line, head) => {
    // Read, so that its end is heard of.
    if (door === 'hang') return void line.on('end', () => line.destroy()).resume()
    if (door === 'refuse')
      return void line.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    sockets.handleUpgrade(request, line, head, (socket) => peers.push(welcome(socket, request.url ?? '', line)))
  })

  function welcome(socket: WebSocket, path: string, line: Duplex): StompPeer {
    const received: string[] = []
    const frames: ReceivedFrame[] = []
    const beats: number[] = []
    let isGone = false

    function answer({ command, headers }: ReceivedFrame) {
      if (command === 'SUBSCRIBE' && headers['destination'] !== undefined) received.push(headers['destination'])
      if (command !== 'CONNECT' || greeting === 'none') return
      if (greeting === 'CONNECTED') return socket.send(toStompText(greeting, { version, 'heart-beat': heartBeat }))
      socket.send(toStompText(greeting, { message: 'Bad CONNECT' }, 'Access refused'))
      socket.close(1002)
    }

    socket.binaryType = 'arraybuffer'
    socket.on('message', (data) => {
      const text = data instanceof ArrayBuffer ? new TextDecoder().decode(data) : data.toString()
      if (text === '\n') return void beats.push(performance.now())
      const frame = toFrame(text)
      frames.push(frame)
      answer(frame)
    })
    socket.on('close', () => (isGone = true))
    socket.on('error', () => {})
    const toMessage = (text: string) =>
      toStompText('MESSAGE', { destination: '/topic/a', 'message-id': 'm', subscription: '/topic/a' }, text)
    return {
      path,
      protocol: socket.protocol,
      received,
      frames,
      beats,
      sendRaw: (data) => socket.send(data),
      sendText: (text) => socket.send(toMessage(text)),
      sendBytes: (text) => socket.send(Buffer.from(toMessage(text))),
      close: (code, reason) => socket.close(code, reason),
      cut: () => socket.terminate(),
      freeze: () => void line.pause(),
      get isGone() {
        return isGone
      },
    }
  }

  const { host, ...rest } = await listenHere(server)

  return {
    url: `ws://${host}`,
    peers,
    setDoor: (next) => (door = next),
    ...rest,
  }
}

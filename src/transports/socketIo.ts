import { io, NodeWebSocket, NodeXHR, type Socket } from 'socket.io-client'
import type { Transport } from '../core/contract/transport.js'
import { hideSecrets } from './hideSecrets.js'
import type { WebSocketClass, WebSocketLike } from './webSocketLike.js'

export type SocketIoFrame = readonly [event: string, ...args: readonly unknown[]]

/** The server finds this in `socket.handshake.auth`. */
export type SocketIoAuth = Readonly<Record<string, unknown>>

export interface SocketIoOptions {
  /** Where the server listens: `/socket.io` by default. The URL's own path is the namespace. */
  readonly path?: string | undefined
  /** Tried in this order: `['websocket', 'polling']` by default. */
  readonly transports?: readonly ('websocket' | 'polling')[] | undefined
  /** By default a browser's own, and in Node the `ws` package's. */
  readonly WebSocket?: WebSocketClass | undefined
  /** A function is asked before each attempt. */
  readonly auth?: SocketIoAuth | (() => SocketIoAuth | Promise<SocketIoAuth>) | undefined
  /**
   * How long an upgrade to WebSocket may stay without an answer before the next transport is tried, in ms: 5 000 by
   * default. Some proxies swallow it.
   */
  readonly upgradeMs?: number | undefined
}

/**
 * The events of one Socket.IO namespace, as frames `[event, ...args]`. A server with connection-state recovery puts an
 * offset after the arguments.
 *
 * - Whatever goes wrong, a refusal by the namespace included, is one `close`; its message names no query, fragment or
 *   password. Socket.IO has no close codes. The namespace's words come before, as the frame `['connect_error', words]`,
 *   the only one without an `open`.
 * - A frame that is sent while the socket isn't connected is dropped, not kept for later: the engine sends everything
 *   anew on the next link.
 * - The session is kept between links to the same URL, so that a server with connection-state recovery can send what
 *   was missed: right after `open`, never before. It is this object's own: two protocols at one URL have two
 *   connections, and neither can end the other's.
 * - After `link.close()` a connection that is still being made is closed once it is there: sooner, browsers write an
 *   error to the console, and a long poll leaves its session behind.
 *
 * @param getUrl Asked for an `http:`, `https:`, `ws:` or `wss:` address before each attempt. A short-lived token is
 *   better in `auth`: a new URL is a new session.
 */
export function socketIo(
  getUrl: () => string | Promise<string>,
  options: SocketIoOptions = {},
): Transport<SocketIoFrame, SocketIoFrame> {
  const { auth, path = '/socket.io', transports = ['websocket', 'polling'], upgradeMs = 5000 } = options
  const ways = { websocket: createWay(options.WebSocket, transports.length > 1 ? upgradeMs : 0), polling: NodeXHR }
  /** At rest between two links: who takes it is its only user. */
  let kept: { readonly url: string; readonly socket: Socket } | undefined

  function create(url: string): Socket {
    return io(url, {
      path,
      transports: transports.map((name) => ways[name]),
      tryAllTransports: true,
      forceNew: true,
      autoConnect: false,
      reconnection: false,
    })
  }

  return {
    open(on) {
      let url = ''
      let socket: Socket | undefined
      let isConnecting = false
      let opened = false
      let isOver = false

      function begin() {
        if (opened) return
        opened = true
        on.open()
      }

      function hangUp() {
        if (!socket) return
        socket.off().offAny()
        socket.disconnect()
        // Its only socket has taken its own listeners off.
        socket.io.off()
        // The buffered packets belong to this link, and would come out on the next one.
        socket.sendBuffer = []
        socket.receiveBuffer = []
        kept ??= { url, socket }
      }

      function settle() {
        isConnecting = false
        if (isOver) hangUp()
      }

      function end(message: string) {
        if (isOver) return
        isOver = true
        if (!isConnecting) hangUp()
        on.close({ opened, message: hideSecrets(message) })
      }

      async function connect() {
        url = await getUrl()
        const credentials = typeof auth === 'function' ? await auth() : auth
        if (isOver) return
        socket = kept?.url === url ? kept.socket : create(url)
        kept = undefined
        socket.auth = credentials ?? {}
        socket.io.on('open', settle)
        socket.io.on('ping', () => {
          if (opened) on.alive()
        })
        socket.on('connect', begin)
        socket.onAny((event: string, ...args: unknown[]) => {
          // Missed events come before `connect`.
          begin()
          if (!isOver) on.frame([event, ...args])
        })
        socket.on('connect_error', ({ message }) => {
          settle()
          if (!isOver && !socket?.active) on.frame(['connect_error', hideSecrets(message)])
          end(`Socket.IO refused or unreachable: ${message}`)
        })
        socket.on('disconnect', (reason) => end(`Socket.IO closed: ${reason}`))
        socket.connect()
        isConnecting = true
      }

      // One turn later in any case, so that nothing is called before `open` has returned.
      void Promise.resolve()
        .then(connect)
        .catch((error: unknown) => end(`No Socket.IO: ${String(error)}`))

      return {
        send(frame) {
          // Otherwise it would be kept, and sent a second time after the next `open`.
          if (socket?.connected) socket.emit(...frame)
        },
        close: () => end('Closed by onwire'),
      }
    },
  }
}

/** `upgradeMs` is 0 where there is no other way to try. */
function createWay(Class: WebSocketClass | undefined, upgradeMs: number) {
  return class extends NodeWebSocket {
    override createSocket(...args: Parameters<NodeWebSocket['createSocket']>): WebSocketLike {
      try {
        const socket: WebSocketLike = Class ? new Class(args[0]) : super.createSocket(...args)
        if (upgradeMs)
          setTimeout(() => {
            if (this.readyState !== 'opening') return
            // While it hangs, browsers begin no other one to that server.
            socket.onerror = socket.onclose = () => {}
            socket.close()
            this.onError('no answer', undefined)
          }, upgradeMs)
        return socket
      } catch (error) {
        // Nobody listens yet to what is thrown here.
        queueMicrotask(() => this.onError(String(error), undefined))
        throw error
      }
    }
  }
}

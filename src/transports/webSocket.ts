/* oxlint-disable unicorn/prefer-add-event-listener -- One handler each, which a `null` takes off again. */
import type { CloseReason, Link, Transport, TransportEvents } from '../core/transport.js'
import { hideSecrets } from './hideSecrets.js'
import type { WebSocketClass, WebSocketLike } from './webSocketLike.js'

export interface WebSocketOptions {
  /** A `ws:` or `wss:` address, or a function that is asked for one before each attempt: the place for short-lived tokens. */
  readonly url: string | (() => string | Promise<string>)
  /** Sub-protocols to offer. None by default. */
  readonly protocols?: string | string[]
  /** `globalThis.WebSocket` by default, looked up at each attempt. Node 20 has none: pass the `ws` package's. */
  readonly WebSocket?: WebSocketClass
}

/** The code of a link that ended without a word (RFC 6455, section 7.1.5). */
const abnormal = 1006

/**
 * Frames over a raw WebSocket, text going out. Binary frames come in as text, too.
 *
 * - Whatever goes wrong is one `close`, with a message that names no query, fragment or password.
 * - What is sent while the socket isn't open is dropped: the engine sends everything anew on the next link.
 * - After `link.close()` a socket that is still connecting is closed once it is open: sooner, browsers write an error to the console.
 */
export function webSocket(options: WebSocketOptions): Transport<string, unknown> {
  return { open: (on) => openLink(options, on) }
}

function openLink(options: WebSocketOptions, on: TransportEvents<unknown>): Link<string> {
  let socket: WebSocketLike | undefined
  let opened = false
  let isOver = false

  function end(reason: Omit<CloseReason, 'opened'>) {
    if (isOver) return
    isOver = true
    if (socket) letGo(socket, opened)
    on.close({ ...reason, opened, message: hideSecrets(reason.message) })
  }

  async function connect() {
    const url = typeof options.url === 'string' ? options.url : await options.url()
    if (isOver) return
    const WebSocket = options.WebSocket ?? globalThis.WebSocket
    if (!WebSocket)
      throw new Error('there is none here: pass one as the option `WebSocket`, such as that of the `ws` package')
    socket = new WebSocket(url, options.protocols)
    // Not Blobs: those are read later, and text that comes after one would overtake it.
    socket.binaryType = 'arraybuffer'
    socket.onopen = () => {
      opened = true
      on.open()
    }
    socket.onmessage = ({ data }) => on.frame(toText(data))
    // Before the opening an error is the end: Node's own WebSocket sends no `close` after it.
    socket.onerror = (event) => {
      if (!opened)
        end({
          code: abnormal,
          message: `WebSocket refused or unreachable${'message' in event ? `: ${String(event.message)}` : ''}`,
        })
    }
    socket.onclose = ({ code, reason }) => end({ code, message: reason || `WebSocket closed with code ${code}` })
  }

  // One turn later in any case, so that nothing is called before `open` has returned.
  void Promise.resolve()
    .then(connect)
    .catch((error: unknown) => end({ message: `No WebSocket could be opened: ${String(error)}` }))

  return {
    send(frame) {
      if (opened && !isOver) socket?.send(frame)
    },
    close: () => end({ code: 1000, message: 'Closed by onwire' }),
  }
}

function toText(data: unknown): unknown {
  return data instanceof ArrayBuffer ? new TextDecoder().decode(data) : data
}

/** Stops listening, and closes. The empty `onerror` stays: `ws` throws an error that nobody listens to. */
function letGo(socket: WebSocketLike, opened: boolean) {
  socket.onmessage = socket.onclose = null
  socket.onerror = () => {}
  socket.onopen = opened ? null : () => socket.close()
  if (opened) socket.close()
}

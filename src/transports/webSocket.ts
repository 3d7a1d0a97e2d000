import type { CloseReason, Link, Transport, TransportEvents } from '../core/transport.js'
import { hideSecrets } from './hideSecrets.js'
import { createInOrder } from './inOrder.js'
import { toText } from './toText.js'
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
 * Text frames over a raw WebSocket. Binary frames are turned into text, in their order.
 *
 * - Whatever goes wrong is one `close`, with a message that names no query, fragment or password.
 * - What is sent while the socket isn't open is dropped: the engine sends everything anew on the next link.
 * - After `link.close()` a socket that is still connecting is closed once it is open: sooner, browsers would write an error to the console.
 */
export function webSocket(options: WebSocketOptions): Transport<string, unknown> {
  return { open: (on) => openLink(options, on) }
}

function openLink(options: WebSocketOptions, on: TransportEvents<unknown>): Link<string> {
  let socket: WebSocketLike | undefined
  let opened = false
  let isOver = false
  const inOrder = createInOrder()

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
      throw new Error(
        'there is no WebSocket here (Node 20 has none): pass one as the option `WebSocket`, such as that of the `ws` package',
      )
    socket = new WebSocket(url, options.protocols)
    socket.onopen = () => {
      opened = true
      on.open()
    }
    socket.onmessage = ({ data }) => inOrder(toText(data), (frame) => !isOver && on.frame(frame))
    // Before the opening an error is the end; Node's own WebSocket sends no `close` after it.
    socket.onerror = (event) => {
      const detail = 'message' in event && event.message ? `: ${String(event.message)}` : ''
      if (!opened) end({ code: abnormal, message: `The WebSocket was refused, or could not be reached${detail}.` })
    }
    socket.onclose = ({ code, reason }) =>
      inOrder(undefined, () => end({ code, message: reason || `The WebSocket was closed with code ${code}.` }))
  }

  // One turn later in any case, so that nothing is called before `open` has returned.
  void Promise.resolve()
    .then(connect)
    .catch((error: unknown) =>
      end({ message: `The WebSocket could not be opened: ${error instanceof Error ? error.message : String(error)}.` }),
    )

  return {
    send(frame) {
      if (opened && !isOver) socket?.send(frame)
    },
    close: () => end({ code: 1000, message: 'Closed by onwire.' }),
  }
}

/** Stops listening, and closes. The empty `onerror` stays: `ws` throws an error that nobody listens to. */
function letGo(socket: WebSocketLike, opened: boolean) {
  socket.onmessage = socket.onclose = null
  socket.onerror = () => {}
  socket.onopen = opened ? null : () => socket.close()
  if (opened) socket.close()
}

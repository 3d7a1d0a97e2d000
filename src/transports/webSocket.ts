/* oxlint-disable unicorn/prefer-add-event-listener -- One handler each. */
import type { Transport } from '../core/contract/transport.js'
import type { CourtesyOptions } from './courtesyMs.js'
import { hideSecrets } from './hideSecrets.js'
import type { WebSocketClass, WebSocketLike } from './webSocketLike.js'

/** The code of a link that ended without a word (RFC 6455, section 7.1.5). */
const abnormal = 1006

/**
 * Frames over a raw WebSocket, text going out. Binary frames come in as text, too.
 *
 * - Whatever goes wrong is one `close`, with a message that names no query, fragment or password.
 * - A frame that is sent while the socket isn't open is dropped: the engine sends everything anew on the next link.
 * - After `link.close()` a socket that is still connecting is closed once it is open, or after `courtesyMs`.
 *   Sooner, browsers write an error to the console.
 *
 * @param getUrl Asked for a `ws:` or `wss:` address before each attempt: the place for short-lived tokens.
 * @param Class `globalThis.WebSocket` by default, looked up at each attempt. Node 20 has none: pass the `ws` package's.
 */
export function webSocket(
  getUrl: () => string | Promise<string>,
  Class?: WebSocketClass,
  { courtesyMs = 3000 }: CourtesyOptions = {},
): Transport<string, unknown> {
  const getClass = () => Class ?? globalThis.WebSocket
  return {
    canOpen: () => Boolean(getClass()),
    open(on) {
      let socket: WebSocketLike | undefined
      let opened = false
      let isOver = false

      function end(code: number, message: string) {
        if (isOver) return
        isOver = true
        if (opened) socket?.close()
        else setTimeout(() => socket?.close(), courtesyMs)
        on.close({ code, opened, message: hideSecrets(message) })
      }

      async function connect() {
        const url = await getUrl()
        if (isOver) return
        const WebSocket = getClass()
        if (!WebSocket) throw new Error('pass that of the `ws` package')
        socket = new WebSocket(url)
        // Not Blobs: those are read later, and text that comes after one would overtake it.
        socket.binaryType = 'arraybuffer'
        socket.onopen = () => {
          opened = true
          if (isOver) socket?.close()
          else on.open()
        }
        socket.onmessage = ({ data }) => {
          if (!isOver) on.frame(isBinary(data) ? new TextDecoder().decode(data) : data)
        }
        // Before the opening an error is the end: Node's own WebSocket sends no `close` after it.
        socket.onerror = ({ message = 'Refused or unreachable' }) => {
          if (!opened) end(abnormal, message)
        }
        socket.onclose = ({ code, reason }) => end(code, reason || `Code ${code}`)
      }

      // One turn later in any case, so that nothing is called before `open` has returned.
      void Promise.resolve()
        .then(connect)
        .catch((error: unknown) => end(abnormal, `No WebSocket: ${String(error)}`))

      return {
        send(frame) {
          if (opened && !isOver) socket?.send(frame)
        },
        close: () => end(1000, 'Closed by onwire'),
      }
    },
  }
}

/** Knows the bytes of another realm, too: those of a frame or an extension are no `instanceof ArrayBuffer`. */
function isBinary(data: unknown): data is ArrayBuffer | ArrayBufferView {
  return ArrayBuffer.isView(data) || Object.prototype.toString.call(data) === '[object ArrayBuffer]'
}

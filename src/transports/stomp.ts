import { Client, type IMessage, TickerStrategy } from '@stomp/stompjs'
import type { Transport } from '../core/contract/transport.js'
import type { CourtesyOptions } from './courtesyMs.js'
import { canUseWorker } from './canUseWorker.js'
import { hideSecrets } from './hideSecrets.js'
import type { WebSocketClass, WebSocketLike } from './webSocketLike.js'

export interface StompRequest {
  readonly command: 'SUBSCRIBE' | 'UNSUBSCRIBE'
  readonly destination: string
}

export type StompFrame =
  | { readonly command: 'MESSAGE'; readonly destination: string; readonly body: string }
  | { readonly command: 'ERROR'; readonly message: string; readonly body: string }

export type StompHeaders = Readonly<Record<string, string>>

export interface StompOptions extends CourtesyOptions {
  /** `globalThis.WebSocket` by default, looked up at each attempt. Node 20 has none: pass the `ws` package's. */
  readonly WebSocket?: WebSocketClass | undefined
  /** Such as `login` and `passcode`. A function is asked before each attempt. */
  readonly connectHeaders?: StompHeaders | (() => StompHeaders | Promise<StompHeaders>) | undefined
}

/**
 * STOMP 1.2, 1.1 or 1.0 over a WebSocket: subscriptions go out, messages come in, as text also where their bytes came
 * in binary frames.
 *
 * - Whatever goes wrong is one `close`, with a message that names no query, fragment or password.
 * - An ERROR is handed on as a frame, and the close follows at once. The answer to a refused CONNECT is the only frame
 *   that comes without an `open`.
 * - A message's destination is the one that was subscribed to: brokers may call it otherwise. Where it names no
 *   subscription, it is what the message says.
 * - Beats go out by a worker, which browsers don't throttle in hidden tabs. Where there can be none, a broker that
 *   wants beats may hang up on a hidden tab: `BEATS_THROTTLED` is reported.
 * - A request that is sent before `open`, or after the end, is dropped: the engine sends everything anew on the next
 *   link.
 * - After `link.close()` a socket that is still connecting is closed once it is open, or after `courtesyMs`.
 *   Sooner, browsers write an error to the console.
 *
 * @param getUrl Asked for a `ws:` or `wss:` address before each attempt: the place for short-lived tokens.
 */
export function stomp(
  getUrl: () => string | Promise<string>,
  options: StompOptions = {},
): Transport<StompRequest, StompFrame> {
  const { connectHeaders = {} } = options

  let worker: ReturnType<typeof canUseWorker> | undefined
  const getClass = () => options.WebSocket ?? globalThis.WebSocket
  return {
    canOpen: () => Boolean(getClass()),
    open(on) {
      let client: Client | undefined
      let socket: WebSocketLike | undefined
      let opened = false
      let isOver = false

      function hangUp() {
        // Never waits for the server's goodbye, which a dead line doesn't bring.
        void client?.deactivate({ force: true })
        socket?.close()
      }

      /** Without a code it ended without a word (RFC 6455, section 7.1.5). */
      function end(message: string, code = 1006) {
        if (isOver) return
        isOver = true
        if (socket?.readyState === 0) {
          // A client that hasn't begun yet would listen in our place.
          if (!client?.webSocket) void client?.deactivate()
          socket.onopen = hangUp
          setTimeout(hangUp, options.courtesyMs ?? 3000)
        } else hangUp()
        on.close({ code, opened, message: hideSecrets(message) })
      }

      function take({ body, headers: { destination = '', subscription = destination } }: IMessage) {
        if (opened && !isOver) on.frame({ command: 'MESSAGE', destination: subscription, body })
      }

      async function connect() {
        const url = await getUrl()
        const headers = typeof connectHeaders === 'function' ? await connectHeaders() : connectHeaders
        const hasWorker = await (worker ??= canUseWorker())
        if (isOver) return
        const WebSocket = getClass()
        if (!WebSocket) throw new Error('pass that of the `ws` package')
        // Made here, since what the client's factory throws is an unhandled rejection.
        const made = new WebSocket(url, ['v12.stomp', 'v11.stomp', 'v10.stomp'])
        socket = made
        made.onerror = () => {}
        client = new Client({
          webSocketFactory: () => made,
          reconnectDelay: 0,
          connectHeaders: headers,
          // Its own beats go out each 10 s, where the server wants any; none are asked for.
          heartbeatIncoming: 0,
          heartbeatStrategy: hasWorker ? TickerStrategy.Worker : TickerStrategy.Interval,
          onConnect({ headers: { 'heart-beat': beats = '' } }) {
            if (opened || isOver) return
            opened = true
            if (hasWorker === false && !/,0*$/.test(beats)) on.report?.('BEATS_THROTTLED', noWorker)
            on.open()
          },
          // STOMP 1.0 may leave the subscription out.
          onUnhandledMessage: take,
          onStompError({ body, headers: { message = '' } }) {
            if (isOver) return
            on.frame({ command: 'ERROR', message, body })
            end(`STOMP error: ${message || body}`)
          },
          onHeartbeatReceived() {
            if (opened && !isOver) on.alive()
          },
          // Before the opening an error is the end: Node's own WebSocket sends no `close` after it.
          onWebSocketError({ message = 'no reason told' }: { readonly message?: string }) {
            if (!opened) end(`WebSocket refused or unreachable: ${message}`)
          },
          onWebSocketClose({ code, reason }: { readonly code: number; readonly reason: string }) {
            end(reason || `WebSocket closed with code ${code}`, code)
          },
        })
        client.activate()
      }

      // One turn later in any case, so that nothing is called before `open` has returned.
      void Promise.resolve()
        .then(connect)
        .catch((error: unknown) => end(`No STOMP: ${String(error)}`))

      return {
        send({ command, destination }) {
          if (!client?.connected) return
          if (command === 'SUBSCRIBE') client.subscribe(destination, take, { id: destination })
          else client.unsubscribe(destination)
        },
        close: () => end('Closed by onwire', 1000),
      }
    },
  }
}

const noWorker =
  'No worker sends the heart-beats: in a hidden tab they are late, and the broker may hang up. Allow `worker-src blob:`.'

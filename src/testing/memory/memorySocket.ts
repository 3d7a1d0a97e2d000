import { type Frame, selectProtocol, type Session } from '../kit/server.js'
import { MemoryCloseEvent } from './events.js'
import { createLine } from './latency.js'
import type { Network } from './network.js'
import { toSubProtocols } from './toSubProtocols.js'
import { toSocketUrl } from './toSocketUrl.js'

/** How long a browser waits for the answer to its closing handshake before it gives up (Chrome: 10 s). */
const closingTimeoutMs = 10_000

type FromServer =
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'close'; readonly code: number; readonly reason: string; readonly wasClean: boolean }

type FromClient =
  | { readonly kind: 'frame'; readonly frame: Frame; readonly framesHeard: number }
  | { readonly kind: 'close'; readonly code: number; readonly reason: string }

/**
 * A browser's `WebSocket`, joined to a simulator in memory.
 *
 * - Nothing happens inside the constructor: it opens, or fails with 1006, one latency later.
 * - Frames arrive in order, each at least one latency after it was sent.
 * - `close` waits for the server's answer; a server that hangs leaves it waiting, as in a browser.
 * - One `close` event, and nothing after it.
 */
export class MemorySocket extends EventTarget {
  static readonly CONNECTING = 0
  static readonly OPEN = 1
  static readonly CLOSING = 2
  static readonly CLOSED = 3
  readonly CONNECTING = 0
  readonly OPEN = 1
  readonly CLOSING = 2
  readonly CLOSED = 3

  readonly url: string
  readonly extensions = ''
  readonly bufferedAmount = 0
  /** Empty until it is open. */
  protocol = ''
  binaryType: BinaryType = 'blob'
  readyState: 0 | 1 | 2 | 3 = 0

  onopen: ((event: Event) => unknown) | null = null
  onmessage: ((event: MessageEvent) => unknown) | null = null
  onerror: ((event: Event) => unknown) | null = null
  onclose: ((event: CloseEvent) => unknown) | null = null

  readonly #network: Network
  readonly #offered: readonly string[]
  readonly #toServer: (item: FromClient) => void
  readonly #toClient: (item: FromServer) => void
  #session: Session | undefined
  #framesHeard = 0
  #closingTimer: unknown

  constructor(network: Network, url: string | URL, protocols: string | readonly string[] = []) {
    super()
    const address = toSocketUrl(url)
    this.url = address.href
    this.#offered = toSubProtocols(protocols)
    this.#network = network
    const { clock, latency } = network
    this.#toServer = createLine(clock, latency, (item: FromClient) => this.#atServer(item))
    this.#toClient = createLine(clock, latency, (item: FromServer) => this.#atClient(item))
    clock.setTimeout(() => this.#connect(address), latency())
  }

  send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
    if (this.readyState === 0) {
      throw new DOMException('Still in CONNECTING state.', 'InvalidStateError')
    }
    if (this.readyState !== 1) return
    const framesHeard = this.#framesHeard
    const put = (frame: Frame): void => this.#toServer({ kind: 'frame', frame, framesHeard })
    if (typeof data === 'string') put(data)
    else if (data instanceof Blob) void data.arrayBuffer().then((buffer) => put(new Uint8Array(buffer)))
    else if (ArrayBuffer.isView(data)) {
      put(new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice())
    } else put(new Uint8Array(data).slice())
  }

  close(code?: number, reason = ''): void {
    if (code !== undefined && code !== 1000 && !(code >= 3000 && code <= 4999)) {
      throw new DOMException(
        `The close code must be 1000 or from 3000 to 4999; ${code} is neither.`,
        'InvalidAccessError',
      )
    }
    if (this.readyState >= 2) return
    const wasOpen = this.readyState === 1
    this.readyState = 2
    if (!wasOpen) {
      this.#network.clock.setTimeout(() => this.#fail(), 0)
      return
    }
    this.#toServer({ kind: 'close', code: code ?? 1005, reason })
    this.#closingTimer = this.#network.clock.setTimeout(() => {
      this.#session?.closed(1006)
      this.#end({ code: 1006, reason: '', wasClean: false })
    }, closingTimeoutMs)
  }

  #connect(address: URL): void {
    if (this.readyState !== 0) return
    const { sockets } = this.#network
    const protocol = sockets.admit(address).kind === 'accepted' ? selectProtocol(sockets, this.#offered) : undefined
    if (protocol === undefined) {
      this.#fail()
      return
    }
    this.protocol = protocol
    this.readyState = 1
    this.#session = sockets.connect(address, {
      protocol,
      send: (frame) => this.#toClient({ kind: 'frame', frame }),
      close: (code, reason) => this.#toClient({ kind: 'close', code, reason, wasClean: true }),
      terminate: () => this.#toClient({ kind: 'close', code: 1006, reason: '', wasClean: false }),
    })
    const event = new Event('open')
    this.onopen?.(event)
    this.dispatchEvent(event)
  }

  #atServer(item: FromClient): void {
    if (this.readyState === 3) return
    if (item.kind === 'frame') {
      this.#session?.message(item.frame, item.framesHeard)
    } else if (this.#session?.answersClose()) {
      this.#session.closed(item.code)
      this.#toClient({ ...item, wasClean: true })
    }
  }

  #atClient(item: FromServer): void {
    if (this.readyState === 3) return
    if (item.kind === 'close') this.#end(item)
    else if (this.readyState === 1) {
      this.#framesHeard += 1
      const event = new MessageEvent('message', { data: this.#toData(item.frame) })
      this.onmessage?.(event)
      this.dispatchEvent(event)
    }
  }

  #toData(frame: Frame): unknown {
    if (typeof frame === 'string') return frame
    if (this.binaryType === 'blob') return new Blob([frame])
    // Made here rather than copied: jsdom has an ArrayBuffer of its own, and `instanceof` is to hold there too.
    const buffer = new ArrayBuffer(frame.byteLength)
    new Uint8Array(buffer).set(frame)
    return buffer
  }

  /** Ends as a browser does after any failure before the socket was open: an error without words, and 1006. */
  #fail(): void {
    if (this.readyState === 3) return
    this.readyState = 3
    const event = new Event('error')
    this.onerror?.(event)
    this.dispatchEvent(event)
    this.#end({ code: 1006, reason: '', wasClean: false })
  }

  #end(close: { code: number; reason: string; wasClean: boolean }): void {
    this.#network.clock.clearTimeout(this.#closingTimer)
    this.readyState = 3
    const event = new MemoryCloseEvent(close)
    this.onclose?.(event)
    this.dispatchEvent(event)
  }
}

import type { WebSocketLike } from '../../src/transports/webSocketLike.js'

/** Sockets whose every step is taken by the test. */
export function createSockets() {
  const made: FakeSocket[] = []
  class FakeSocket implements WebSocketLike {
    readonly url: string
    readyState = 0
    binaryType = 'blob'
    onopen: WebSocketLike['onopen'] = null
    onmessage: WebSocketLike['onmessage'] = null
    onerror: WebSocketLike['onerror'] = null
    onclose: WebSocketLike['onclose'] = null
    readonly sent: string[] = []
    closed = 0
    constructor(url: string) {
      this.url = url
      made.push(this)
    }
    send(data: string) {
      this.sent.push(data)
    }
    close() {
      this.closed += 1
    }
    open() {
      this.readyState = 1
      this.onopen?.(undefined)
    }
  }
  return { made, WebSocket: FakeSocket }
}

import { createContext, runInContext } from 'node:vm'
import { expect, test } from 'vitest'
import { webSocket } from '../../src/transports/webSocket.js'
import type { WebSocketLike } from '../../src/transports/webSocketLike.js'

const nothing = () => {}

/** What a link tells of one message, whose socket belongs to whoever. */
async function receive(message: unknown): Promise<unknown> {
  const sockets: WebSocketLike[] = []
  class Socket {
    readonly url = ''
    readonly readyState = 1
    binaryType = 'blob'
    onopen: (() => void) | null = null
    onmessage: ((event: { readonly data: unknown }) => void) | null = null
    onerror: (() => void) | null = null
    onclose: (() => void) | null = null
    constructor() {
      sockets.push(this)
    }
    send() {}
    close() {}
  }
  const frames: unknown[] = []
  webSocket(() => 'wss://ws.example', Socket).open({
    open: nothing,
    alive: nothing,
    close: nothing,
    frame: (frame) => frames.push(frame),
  })
  await new Promise((resolve) => setImmediate(resolve))
  sockets[0]?.onopen?.({})
  sockets[0]?.onmessage?.({ data: message })
  return frames
}

const realm = createContext({ bytes: [...new TextEncoder().encode('{"type":"ready"}')] })

test.each([
  ['An ArrayBuffer', 'new Uint8Array(bytes).buffer'],
  ['A typed array', 'new Uint8Array(bytes)'],
])('%s of another realm is text, as this one’s is', async (_what, code) => {
  expect(await receive(runInContext(code, realm))).toEqual(['{"type":"ready"}'])
})

test.each([['text'], [{}], [undefined], [null]])('%j is handed on as it is', async (message) => {
  expect(await receive(message)).toEqual([message])
})

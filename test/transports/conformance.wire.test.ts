import { WebSocket } from 'ws'
import { socketIo, type SocketIoFrame } from '../../src/transports/socketIo.js'
import { sse, type SseTopics } from '../../src/transports/sse.js'
import type { SseEvent } from '../../src/transports/sseParser.js'
import { stomp } from '../../src/transports/stomp.js'
import { webSocket } from '../../src/transports/webSocket.js'
import { describeTransport } from './conformance.js'
import { startSocketIoServer } from './socketIoServer.js'
import { startSseServer } from './sseServer.js'
import { startStompServer } from './stompServer.js'
import { startWebSocketServer } from './webSocketServer.js'

/** Shorter than by default, but long enough for a handshake on this machine that isn't held up, in ms. */
const courtesyMs = 500

// A new transport adds a block.

describeTransport('webSocket', {
  start: startWebSocketServer,
  create: (url) => webSocket(typeof url === 'string' ? () => url : url, WebSocket, { courtesyMs }),
  toFrame: (text) => text,
  toText: (frame) => frame,
})

describeTransport<SocketIoFrame, SocketIoFrame>('socketIo', {
  start: startSocketIoServer,
  create: (url) => socketIo(typeof url === 'string' ? () => url : url),
  toFrame: (text) => [text],
  toText: ([event, text]) => (event === 'text' ? text : event),
  // Socket.IO says that it closes, and no more.
  toGoodbye: () => ({ opened: true, message: 'Socket.IO closed: io server disconnect' }),
})

describeTransport<SocketIoFrame, SocketIoFrame>('socketIo by long polling', {
  start: startSocketIoServer,
  create: (url) => socketIo(typeof url === 'string' ? () => url : url, { transports: ['polling'] }),
  toFrame: (text) => [text],
  toText: ([event, text]) => (event === 'text' ? text : event),
  toGoodbye: () => ({ opened: true, message: 'Socket.IO closed: io server disconnect' }),
})

describeTransport('stomp', {
  start: startStompServer,
  create: (url) => stomp(typeof url === 'string' ? () => url : url, { WebSocket, courtesyMs }),
  toFrame: (destination) => ({ command: 'SUBSCRIBE', destination }),
  toText: (frame) => frame.body,
})

describeTransport<SseTopics, SseEvent>('sse', {
  start: startSseServer,
  create: (url) =>
    sse(async (body, signal) => fetch(typeof url === 'string' ? url : await url(), { method: 'POST', body, signal })),
  toFrame: (text) => [text],
  toText: ({ data }) => JSON.parse(data),
  // A stream ends without a word.
  toGoodbye: () => ({ opened: true, message: 'The event stream ended' }),
})

import { WebSocket } from 'ws'
import { webSocket } from '../../src/transports/webSocket.js'
import { describeTransport } from './conformance.js'
import { startWebSocketServer } from './webSocketServer.js'

// A new transport adds a block.

describeTransport('webSocket', {
  start: startWebSocketServer,
  create: (url) => webSocket(typeof url === 'string' ? () => url : url, WebSocket),
})

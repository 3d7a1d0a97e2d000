export { socketIo, type SocketIoAuth, type SocketIoFrame, type SocketIoOptions } from '../transports/socketIo.js'

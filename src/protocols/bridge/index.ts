export { bridge } from './bridge.js'
export type { BridgeOptions, BridgeVia } from './options.js'

export { bridge } from './bridge.js'
export type { BridgeOptions } from './options.js'

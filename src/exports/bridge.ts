export type { Via, ViaParts } from '../core/protocol.js'
export { bridge, type BridgeOptions } from '../protocols/bridge/bridge.js'

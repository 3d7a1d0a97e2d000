export type { Via, ViaParts } from '../core/contract/protocol.js'
export { bridge, type BridgeOptions, type BridgeVia } from '../protocols/bridge/index.js'

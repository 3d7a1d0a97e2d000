export type { Via, ViaParts } from '../core/contract/protocol.js'
export { bridge, type BridgeOptions } from '../protocols/bridge/index.js'

export {
  type BridgeFaultName,
  bridgeFaultNames,
  type BridgeFaultState,
  createSimulatedBridge,
  type SimulatedBridge,
} from '../testing/bridge/createSimulatedBridge.js'
export type { BridgeWorld, BridgeWorldOptions } from '../testing/react/bridgeWorld.js'
export { SimulatedBridgeProvider, type SimulatedBridgeProviderProps } from '../testing/react/SimulatedBridgeProvider.js'

export {
  type BridgeFaultName,
  bridgeFaultNames,
  type BridgeFaultState,
  createSimulatedBridge,
  type SimulatedBridge,
} from '../testing/bridge/createSimulatedBridge.js'
export type { SimulatedBridgeSetup, SimulatedBridgeSetupOptions } from '../testing/react/simulatedBridgeSetup.js'
export { SimulatedBridgeProvider, type SimulatedBridgeProviderProps } from '../testing/react/SimulatedBridgeProvider.js'

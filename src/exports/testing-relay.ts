export { SimulatedRelayProvider, type SimulatedRelayProviderProps } from '../testing/react/SimulatedRelayProvider.js'
export type { SimulatedRelaySetup, SimulatedRelaySetupOptions } from '../testing/react/simulatedRelaySetup.js'

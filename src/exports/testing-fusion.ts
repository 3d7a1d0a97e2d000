export type { SimulatedFusionSetup, SimulatedFusionSetupOptions } from '../testing/react/simulatedFusionSetup.js'
export { SimulatedFusionProvider, type SimulatedFusionProviderProps } from '../testing/react/SimulatedFusionProvider.js'

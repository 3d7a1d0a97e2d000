export type { SimulatedFusionSetup, SimulatedFusionSetupOptions } from '../testing/react/fusionWorld.js'
export { SimulatedFusionProvider, type SimulatedFusionProviderProps } from '../testing/react/SimulatedFusionProvider.js'

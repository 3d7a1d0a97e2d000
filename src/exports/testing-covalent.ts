export type { SimulatedCovalentSetup, SimulatedCovalentSetupOptions } from '../testing/react/simulatedCovalentSetup.js'
export {
  SimulatedCovalentProvider,
  type SimulatedCovalentProviderProps,
} from '../testing/react/SimulatedCovalentProvider.js'

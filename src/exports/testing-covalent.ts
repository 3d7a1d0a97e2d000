export type { SimulatedCovalentSetup, SimulatedCovalentSetupOptions } from '../testing/react/covalentWorld.js'
export {
  SimulatedCovalentProvider,
  type SimulatedCovalentProviderProps,
} from '../testing/react/SimulatedCovalentProvider.js'

export type { SimulatedEvmSetup, SimulatedEvmSetupOptions } from '../testing/react/evm/simulatedEvmSetup.js'
export { SimulatedEvmProvider, type SimulatedEvmProviderProps } from '../testing/react/evm/SimulatedEvmProvider.js'

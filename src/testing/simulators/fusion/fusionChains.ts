/**
 * One chain as `GET /api/chains` describes it. The vendor's page doesn't show the answer; these are the fields that a
 * status page needs.
 */
export interface SimulatedFusionChain {
  readonly id: number
  readonly name: string
  readonly displayName: string
  readonly explorerUrl: string
}

export const fusionChains: readonly SimulatedFusionChain[] = [
  { id: 1, name: 'ethereum', displayName: 'Ethereum', explorerUrl: 'https://etherscan.io' },
  { id: 10, name: 'optimism', displayName: 'Optimism', explorerUrl: 'https://optimistic.etherscan.io' },
  { id: 8453, name: 'base', displayName: 'Base', explorerUrl: 'https://basescan.org' },
  { id: 42161, name: 'arbitrum', displayName: 'Arbitrum', explorerUrl: 'https://arbiscan.io' },
]

export function getFusionChain(id: number): SimulatedFusionChain | undefined {
  return fusionChains.find((chain) => chain.id === id)
}

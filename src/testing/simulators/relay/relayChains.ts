/** One chain as `GET /chains` tells of it: the fields that a status page needs. */
export interface SimulatedRelayChain {
  readonly id: number
  readonly name: string
  readonly displayName: string
  readonly explorerUrl: string
  readonly explorerName: string
  readonly explorerPaths?: { readonly transaction: string } | null
  readonly explorerQueryParams?: Readonly<Record<string, string>> | null
  readonly iconUrl: string
  readonly logoUrl: string
  readonly vmType: 'evm' | 'svm' | 'bvm'
  readonly disabled: boolean
}

const assets = 'https://assets.relay.link/icons'

function toChain(
  facts: Pick<SimulatedRelayChain, 'id' | 'name' | 'displayName' | 'explorerUrl' | 'explorerName'> &
    Partial<SimulatedRelayChain>,
): SimulatedRelayChain {
  return {
    iconUrl: `${assets}/${facts.id}/light.png`,
    logoUrl: `${assets}/square/${facts.id}/light.png`,
    vmType: 'evm',
    disabled: false,
    ...facts,
  }
}

export const relayChains: readonly SimulatedRelayChain[] = [
  toChain({
    id: 1,
    name: 'ethereum',
    displayName: 'Ethereum',
    explorerUrl: 'https://etherscan.io',
    explorerName: 'Etherscan',
  }),
  toChain({
    id: 10,
    name: 'optimism',
    displayName: 'Optimism',
    explorerUrl: 'https://optimistic.etherscan.io',
    explorerName: 'Optimism Explorer',
  }),
  toChain({
    id: 137,
    name: 'polygon',
    displayName: 'Polygon',
    explorerUrl: 'https://polygonscan.com',
    explorerName: 'PolygonScan',
    explorerPaths: null,
  }),
  toChain({
    id: 8453,
    name: 'base',
    displayName: 'Base',
    explorerUrl: 'https://basescan.org',
    explorerName: 'BaseScan',
    explorerPaths: { transaction: '/tx/{TX_HASH}' },
  }),
  toChain({
    id: 42161,
    name: 'arbitrum',
    displayName: 'Arbitrum',
    explorerUrl: 'https://arbiscan.io',
    explorerName: 'Arbiscan',
  }),
  toChain({
    id: 792703809,
    name: 'solana',
    displayName: 'Solana',
    explorerUrl: 'https://solscan.io',
    explorerName: 'Solscan',
    explorerPaths: { transaction: '/tx/{TX_HASH}' },
    explorerQueryParams: { cluster: 'mainnet' },
    vmType: 'svm',
  }),
  toChain({
    id: 8253038,
    name: 'bitcoin',
    displayName: 'Bitcoin',
    explorerUrl: 'https://mempool.space',
    explorerName: 'mempool.space',
    explorerPaths: { transaction: '/tx/{TX_HASH}' },
    vmType: 'bvm',
  }),
]

export function getVmType(chainId: number): SimulatedRelayChain['vmType'] {
  return relayChains.find((chain) => chain.id === chainId)?.vmType ?? 'evm'
}

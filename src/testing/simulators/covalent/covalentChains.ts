/** One chain that the service indexes. `bornHeight` and `blockMs` are the simulation's own. */
export interface CovalentChainFacts {
  readonly id: number
  /** As in REST's paths; the socket's destinations know ids only. */
  readonly name: string
  /** The head when the simulation begins. */
  readonly bornHeight: number
  /** From one block to the next, in milliseconds, unless a scenario says otherwise. */
  readonly blockMs: number
}

export const covalentChains: readonly CovalentChainFacts[] = [
  { id: 1, name: 'eth-mainnet', bornHeight: 21_414_186, blockMs: 12_000 },
  { id: 10, name: 'optimism-mainnet', bornHeight: 129_300_400, blockMs: 2000 },
  { id: 56, name: 'bsc-mainnet', bornHeight: 44_900_120, blockMs: 3000 },
  { id: 137, name: 'matic-mainnet', bornHeight: 65_600_310, blockMs: 2000 },
  { id: 8453, name: 'base-mainnet', bornHeight: 23_700_940, blockMs: 2000 },
  { id: 42161, name: 'arbitrum-mainnet', bornHeight: 285_400_770, blockMs: 1000 },
  { id: 11155111, name: 'eth-sepolia', bornHeight: 7_300_250, blockMs: 12_000 },
]

export function findCovalentChain(idOrName: string): CovalentChainFacts | undefined {
  return covalentChains.find(({ id, name }) => String(id) === idOrName || name === idOrName)
}

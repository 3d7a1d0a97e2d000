import type { FeedChain } from '../../core/contract/feed.js'
import { getOwn } from '../../core/utils/getOwn.js'
import { type ChainIds, toChainId } from '../shared/logs/chainIds.js'

/** The pace of a chain. */
export interface ChainPace extends Omit<FeedChain, 'id'> {}

/**
 * Paces by a chain's id, on the safe side: block times get shorter, and a rollup's batch has to be final on Ethereum.
 * Avalanche's, Linea's, Scroll's and zkSync's are those of any other chain.
 */
const paces: Readonly<Record<string, readonly [blockMs: number, finalBlocks: number]>> = {
  1: [12_000, 256],
  10: [2000, 900],
  56: [450, 256],
  100: [5000, 256],
  137: [1000, 512],
  8453: [2000, 900],
  42161: [250, 7200],
  11155111: [12_000, 256],
}

/** Paces by a chain's name or id. */
export type ChainPaces = Readonly<Record<string, ChainPace>>

/** The pace of a chain; a rollup's where it isn't known. `more` comes before our own. */
export function toChain(chain: string | number, chains?: ChainIds, more: ChainPaces = {}): FeedChain {
  const id = toChainId(chain, chains) ?? chain
  const [blockMs, finalBlocks] = getOwn(paces, `${id}`) ?? [1000, 1800]
  return { id, blockMs, finalBlocks, ...(getOwn(more, `${chain}`) ?? getOwn(more, `${id}`)) }
}

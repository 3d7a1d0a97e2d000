import { getOwn } from '../../../core/utils/getOwn.js'

/** Covalent's names for the common chains. */
const ids: Readonly<Record<string, number>> = {
  'eth-mainnet': 1,
  'matic-mainnet': 137,
  'base-mainnet': 8453,
  'bsc-mainnet': 56,
  'arbitrum-mainnet': 42161,
  'optimism-mainnet': 10,
  'avalanche-mainnet': 43114,
  'gnosis-mainnet': 100,
  'linea-mainnet': 59144,
  'zksync-mainnet': 324,
  'scroll-mainnet': 534352,
  'eth-sepolia': 11155111,
  'base-sepolia-testnet': 84532,
}

/** Names and their ids. */
export type ChainIds = Readonly<Record<string, number>>

/**
 * The id of a chain that is named, or given as a number; undefined where the name isn't known. `more` comes before our
 * own.
 */
export function toChainId(chain: string | number, more: ChainIds = {}): number | undefined {
  return Number(getOwn({ ...ids, ...more }, `${chain}`) ?? chain) || undefined
}

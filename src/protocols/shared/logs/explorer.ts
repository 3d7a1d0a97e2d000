import { getOwn } from '../../../core/utils/getOwn.js'
import { toLink } from '../toLink.js'
import { trimSlashes } from '../trimSlashes.js'
import { toChainId } from './chainIds.js'

/** By chain id. */
const hosts: Readonly<Record<number, string>> = {
  1: 'etherscan.io',
  10: 'optimistic.etherscan.io',
  56: 'bscscan.com',
  100: 'gnosisscan.io',
  137: 'polygonscan.com',
  324: 'explorer.zksync.io',
  8453: 'basescan.org',
  42161: 'arbiscan.io',
  43114: 'snowtrace.io',
  59144: 'lineascan.build',
  84532: 'sepolia.basescan.org',
  534352: 'scrollscan.com',
  11155111: 'sepolia.etherscan.io',
}

/**
 * Where an explorer shows a log's transaction; undefined where none is known for the chain. https only.
 *
 * @param explorers Bases by chain id or name, before our own: `{ 1: 'https://eth.blockscout.com' }`.
 */
export function toLogEventUrl(
  chain: string | number,
  { tx_hash }: { readonly tx_hash: string },
  explorers: Readonly<Record<string, string>> = {},
): string | undefined {
  const id = toChainId(chain) ?? chain
  const host = hosts[Number(id)]
  const base = getOwn(explorers, `${chain}`) ?? getOwn(explorers, `${id}`) ?? (host ? `https://${host}` : '')
  const url = toLink(`${trimSlashes(base)}/tx/${encodeURIComponent(tx_hash)}`)
  return url?.protocol === 'https:' ? url.href : undefined
}

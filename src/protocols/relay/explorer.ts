import { toLink } from '../shared/toLink.js'
import { trimSlashes } from '../shared/trimSlashes.js'
import type { RelayChain } from './chains.js'

/**
 * Makes the address at which an explorer shows a transaction; undefined where the chain, or a page to link to, isn't
 * known. Never another chain's explorer.
 */
export function toTransactionUrl(chain: RelayChain | undefined, hash: string): string | undefined {
  if (!chain?.explorerUrl || !hash) return undefined
  const path = (chain.transactionPath ?? '/tx/{TX_HASH}').replaceAll('{TX_HASH}', encodeURIComponent(hash))
  const url = toLink(trimSlashes(chain.explorerUrl) + path.replace(/^\/*/, '/'))
  for (const [name, value] of Object.entries(chain.explorerQuery ?? {})) url?.searchParams.set(name, value)
  return url?.href
}

import { fusionChains } from 'onwire/testing'

/** Fusion tells chains as ids or as names. */
export function toChainName(chain: string | number): string | undefined {
  return fusionChains.find(({ id, name }) => `${id}` === `${chain}` || name === chain)?.displayName
}

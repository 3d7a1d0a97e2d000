import { isInteger, isRecord, isText } from '../shared/guards.js'
import type { RelayProtocol } from './protocol.js'

/** A chain that Relay knows, as far as links need it. */
export interface RelayChain {
  readonly id: number
  readonly displayName?: string
  readonly explorerUrl?: string
  /** Where a transaction is found there: `/explorer/transaction/{TX_HASH}`. `/tx/{TX_HASH}` where nothing is said. */
  readonly transactionPath?: string
  /** Every address there needs this query, as in `?cluster=devnet`. */
  readonly explorerQuery?: Readonly<Record<string, string>>
}

/** The chains that Relay knows, for links to their explorers. About 150 kB: ask once. */
export function getRelayChains({ ask }: RelayProtocol, signal: AbortSignal): Promise<readonly RelayChain[]> {
  return ask('/chains', {}, toRelayChains, signal)
}

/**
 * Reads the answer of `GET /chains`; undefined where it is no such answer. A chain's unreadable field costs nothing
 * else.
 */
export function toRelayChains(answer: unknown): readonly RelayChain[] | undefined {
  if (!isRecord(answer) || !Array.isArray(answer['chains'])) return undefined
  return answer['chains'].flatMap((chain: unknown) => toRelayChain(isRecord(chain) ? chain : {}))
}

function toRelayChain(chain: Readonly<Record<string, unknown>>): readonly RelayChain[] {
  const { displayName, explorerPaths, explorerQueryParams, explorerUrl, id } = chain
  if (!isInteger(id)) return []
  const path = isRecord(explorerPaths) ? explorerPaths['transaction'] : undefined
  return [
    {
      id,
      ...(isText(displayName) && { displayName }),
      ...(isText(explorerUrl) && { explorerUrl }),
      ...(isText(path) && { transactionPath: path }),
      ...(isRecord(explorerQueryParams) && { explorerQuery: toQuery(explorerQueryParams) }),
    },
  ]
}

function toQuery(params: object): Readonly<Record<string, string>> {
  const usable = Object.entries(params).filter(([, value]) => typeof value !== 'object')
  return Object.fromEntries(usable.map(([name, value]) => [name, String(value)]))
}

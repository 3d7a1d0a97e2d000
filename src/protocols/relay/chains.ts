import * as v from 'valibot'
import type { RelayProtocol } from './protocol.js'

/** A chain that Relay knows, as far as links need it. */
export interface RelayChain {
  readonly id: number
  readonly displayName?: string
  readonly explorerUrl?: string
  /** Where a transaction is found there: `/explorer/transaction/{TX_HASH}`. `/tx/{TX_HASH}` where nothing is said. */
  readonly transactionPath?: string
  /** What every address there needs, as in `?cluster=devnet`. */
  readonly explorerQuery?: Readonly<Record<string, string>>
}

const text = v.custom<string>((value) => typeof value === 'string')
const answerSchema = v.object({ chains: v.array(v.custom<unknown>(() => true)) })
const chainSchema = v.object({ id: v.custom<number>(Number.isSafeInteger) })
const nameSchema = v.object({ displayName: text })
const explorerSchema = v.object({ explorerUrl: text })
const pathSchema = v.object({ explorerPaths: v.object({ transaction: text }) })
const querySchema = v.object({
  explorerQueryParams: v.custom<object>((value) => typeof value === 'object' && value !== null),
})

/** The chains that Relay knows, for links to their explorers. About 150 kB: ask once. */
export function getRelayChains({ ask }: RelayProtocol, signal: AbortSignal): Promise<readonly RelayChain[]> {
  return ask('/chains', {}, toRelayChains, signal)
}

/** Reads the answer of `GET /chains`; undefined where it is no such answer. What can't be read of one chain costs nothing else. */
export function toRelayChains(answer: unknown): readonly RelayChain[] | undefined {
  if (!v.is(answerSchema, answer)) return undefined
  return answer.chains
    .filter((chain) => v.is(chainSchema, chain))
    .map((chain) => ({
      id: chain.id,
      ...(v.is(nameSchema, chain) && { displayName: chain.displayName }),
      ...(v.is(explorerSchema, chain) && { explorerUrl: chain.explorerUrl }),
      ...(v.is(pathSchema, chain) && { transactionPath: chain.explorerPaths.transaction }),
      ...(v.is(querySchema, chain) && { explorerQuery: toQuery(chain.explorerQueryParams) }),
    }))
}

function toQuery(params: object): Readonly<Record<string, string>> {
  const usable = Object.entries(params).filter(([, value]) => value !== null && typeof value !== 'object')
  return Object.fromEntries(usable.map(([name, value]) => [name, String(value)]))
}

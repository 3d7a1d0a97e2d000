import * as v from 'valibot'

/** A chain that Relay knows, as far as links need it. */
export interface RelayChain {
  readonly id: number
  readonly name?: string
  readonly explorerUrl?: string
  /** With `{TX_HASH}` where the hash belongs: `/explorer/transaction/{TX_HASH}`. `/tx/{TX_HASH}` where there is none. */
  readonly transactionPath?: string
  readonly explorerQuery?: Readonly<Record<string, string>>
}

const text = v.string()
const answerSchema = v.object({ chains: v.array(v.unknown()) })
const chainSchema = v.object({ id: v.number() })
const nameSchema = v.object({ displayName: text })
const explorerSchema = v.object({ explorerUrl: text })
const pathSchema = v.object({ explorerPaths: v.object({ transaction: text }) })
const querySchema = v.object({ explorerQueryParams: v.record(text, v.unknown()) })

/** Reads the answer of `GET /chains`; undefined where it is no such answer. A chain that can't be read doesn't cost the others. */
export function toRelayChains(answer: unknown): readonly RelayChain[] | undefined {
  if (!v.is(answerSchema, answer)) return undefined
  return answer.chains
    .filter((chain) => v.is(chainSchema, chain))
    .map((chain) => ({
      id: chain.id,
      ...(v.is(nameSchema, chain) && { name: chain.displayName }),
      ...(v.is(explorerSchema, chain) && { explorerUrl: chain.explorerUrl }),
      ...(v.is(pathSchema, chain) && { transactionPath: chain.explorerPaths.transaction }),
      ...(v.is(querySchema, chain) && { explorerQuery: toQuery(chain.explorerQueryParams) }),
    }))
}

function toQuery(params: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const usable = Object.entries(params).filter(([, value]) => value !== null && typeof value !== 'object')
  return Object.fromEntries(usable.map(([name, value]) => [name, String(value)]))
}

import type { EvmBlock, EvmLog } from './evmBlock.js'
import { toHex } from './evmBlock.js'
import { countTransactions, findReceipt, findTransaction, toMined } from './evmTransactions.js'
import type { EvmView } from './evmChain.js'
import type { EvmFaultState } from './evmFaults.js'

/** The filter of `eth_getLogs` and `eth_subscribe`. */
export interface EvmFilter {
  readonly address?: string | readonly string[]
  readonly topics?: readonly (string | null | readonly string[])[]
}

export interface EvmRpcError {
  readonly code: number
  readonly message: string
}

export type EvmRpcResult = { readonly result: unknown } | { readonly error: EvmRpcError }

const fail = (code: number, message: string): EvmRpcResult => ({ error: { code, message } })

/** Answers one method of a node's, by what this node sees of the chain. */
export function answerRpc(
  method: unknown,
  params: readonly unknown[],
  view: EvmView,
  chainId: number,
  faults: EvmFaultState,
): EvmRpcResult {
  const height = view.head().height
  const toHeight = (tag: unknown): number =>
    typeof tag === 'string' && tag.startsWith('0x') ? Number(tag) : Math.max(0, height - (depths[String(tag)] ?? 0))
  switch (method) {
    case 'eth_chainId':
      return { result: toHex(faults.isOtherChain ? chainId + 1 : chainId) }
    case 'eth_blockNumber':
      return { result: toHex(height) }
    case 'eth_getBlockByNumber': {
      const block = view.block(toHeight(params[0]))
      return { result: block ? toHeader(block, params[1] === true) : null }
    }
    case 'eth_getTransactionByHash':
      return { result: findTransaction(view, params[0]) ?? null }
    case 'eth_getTransactionReceipt':
      return { result: findReceipt(view, params[0]) ?? null }
    case 'eth_getTransactionCount':
      return { result: toHex(countTransactions(view, params[0], toHeight(params[1]))) }
    case 'eth_getLogs': {
      const filter = (params[0] ?? {}) as EvmFilter & { readonly fromBlock?: unknown; readonly toBlock?: unknown }
      const [from, to] = [toHeight(filter.fromBlock), toHeight(filter.toBlock)]
      if (from > to) return fail(-32000, 'invalid block range params')
      if (to - from + 1 > faults.maxBlocks)
        return fail(-32602, `eth_getLogs is limited to a ${faults.maxBlocks} blocks range`)
      const logs: EvmLog[] = []
      for (let at = from; at <= to; at += 1)
        logs.push(...(view.block(at)?.logs ?? []).filter((log) => matchesFilter(filter, log)))
      return logs.length > faults.maxLogs
        ? fail(-32005, `query returned more than ${faults.maxLogs} results`)
        : { result: logs }
    }
    default:
      return fail(-32601, `the method ${String(method)} does not exist/is not available`)
  }
}

/** How far behind the head the tags are. */
const depths: Readonly<Record<string, number>> = { latest: 0, pending: 0, safe: 32, finalized: 64, earliest: Infinity }

export function toHeader(block: EvmBlock, isWhole = false): unknown {
  const { hash, height, parentHash, timestamp } = block
  const mined = toMined(block)
  const transactions = isWhole ? mined : mined.map((each) => each.hash)
  return { number: toHex(height), hash, parentHash, timestamp: toHex(timestamp), transactions }
}

export function matchesFilter({ address, topics = [] }: EvmFilter, log: EvmLog): boolean {
  const isOne = (wanted: string | readonly string[], value: string | undefined) =>
    [wanted].flat().some((each) => each.toLowerCase() === value?.toLowerCase())
  return (
    (address === undefined || isOne(address, log.address)) &&
    topics.every((place, nth) => place === null || isOne(place, log.topics[nth]))
  )
}

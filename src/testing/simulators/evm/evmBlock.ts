import { createRandom, hexDigits } from '../../kit/random.js'

/** A log as a node tells it, without its place in the chain. */
export interface EvmLogDraft {
  readonly address: string
  readonly topics: readonly string[]
  readonly data: string
}

/** A log in a node's own words: every number is hexadecimal. */
export interface EvmLog extends EvmLogDraft {
  readonly blockNumber: string
  readonly blockHash: string
  readonly blockTimestamp: string
  readonly transactionHash: string
  readonly transactionIndex: string
  readonly logIndex: string
  readonly removed: boolean
}

/** A transaction as it was sent. Numbers are hexadecimal, as a node writes them. */
export interface EvmTransaction {
  readonly hash: string
  readonly from: string
  readonly nonce: string
  readonly to: string
  readonly value: string
  readonly input: string
}

/** A transaction that is in a block. */
export interface EvmMinedTransaction {
  readonly transaction: EvmTransaction
  readonly hasReverted: boolean
}

export interface EvmBlock {
  readonly height: number
  readonly hash: string
  readonly parentHash: string
  /** Seconds since 1970. */
  readonly timestamp: number
  readonly logs: readonly EvmLog[]
  /** Those that stories tell of: the transactions of the logs aren't among them. */
  readonly transactions: readonly EvmMinedTransaction[]
}

export const toHex = (number: number): string => `0x${number.toString(16)}`

/** Equal seeds, heights and forks give equal hashes. Fork 0 is that of the blocks from before the simulation. */
export function toHash(seed: number, height: number, fork: number): string {
  return `0x${createRandom(seed ^ Math.imul(height, 0x9e3779b1) ^ Math.imul(fork + 1, 0x85ebca6b)).text(64, hexDigits)}`
}

/** Two logs share a transaction, as a swap and its transfer do. */
export function toLogs(
  block: Omit<EvmBlock, 'logs' | 'transactions'>,
  drafts: readonly EvmLogDraft[],
  salt: number,
): readonly EvmLog[] {
  return drafts.map((draft, nth) => ({
    ...draft,
    blockNumber: toHex(block.height),
    blockHash: block.hash,
    blockTimestamp: toHex(block.timestamp),
    transactionHash: toHash(salt, block.height, nth >> 1),
    transactionIndex: toHex(nth >> 1),
    logIndex: toHex(nth),
    removed: false,
  }))
}

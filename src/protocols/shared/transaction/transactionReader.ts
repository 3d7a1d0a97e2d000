/** A transaction as a node tells it. Numbers may be bigints, as viem has them. */
export interface ReadTransaction {
  readonly hash: string
  readonly from: string
  readonly nonce: number
  readonly to?: string | null | undefined
  readonly value: bigint | number
  readonly input: string
}

/** A receipt as a node tells it: the transaction is in this block. */
export interface ReadReceipt {
  readonly blockHash: string
  readonly blockNumber: bigint | number
  /** `'reverted'`: it changed nothing, and cost its fee. */
  readonly status: string
}

/** A block as a node tells it. */
export interface ReadBlock {
  readonly number: bigint | number | null
  readonly hash: string | null
  /** In unix seconds. */
  readonly timestamp: bigint | number
  /** Hashes, or whole transactions where they were asked for. */
  readonly transactions: readonly (string | ReadTransaction)[]
}

type Hex = `0x${string}`
type Answer<Value> = Promise<Value | null | undefined>

/**
 * Members of viem's `PublicClient`, or any object that has them. What the node doesn't know is null or undefined, or
 * an error whose name ends with `NotFoundError`, as viem's does. Any other error fails the reading.
 */
export interface TransactionReader {
  getTransaction(parameters: { readonly hash: Hex }): Answer<ReadTransaction>
  getTransactionReceipt(parameters: { readonly hash: Hex }): Answer<ReadReceipt>
  /** How many transactions of an address are in blocks, up to this block; up to the newest by default. */
  getTransactionCount(parameters: { readonly address: Hex; readonly blockNumber?: bigint }): Promise<number>
  /** The newest block by default. */
  getBlock(parameters: { readonly blockNumber?: bigint; readonly includeTransactions?: boolean }): Answer<ReadBlock>
}

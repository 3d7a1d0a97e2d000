type Hex = `0x${string}`

export interface EvmReaderTransaction {
  readonly hash: string
  readonly from: string
  readonly nonce: number
  readonly to: string | null
  readonly value: bigint
  readonly input: string
}

/** Four members of viem's `PublicClient`, over the simulated node. As in viem, an unknown transaction is an error. */
export interface EvmReader {
  getTransaction(parameters: { readonly hash: Hex }): Promise<EvmReaderTransaction>
  getTransactionReceipt(parameters: { readonly hash: Hex }): Promise<{
    readonly blockHash: string
    readonly blockNumber: bigint
    readonly status: 'success' | 'reverted'
  }>
  getTransactionCount(parameters: { readonly address: Hex; readonly blockNumber?: bigint }): Promise<number>
  getBlock(parameters?: { readonly blockNumber?: bigint; readonly includeTransactions?: boolean }): Promise<{
    readonly number: bigint
    readonly hash: string
    readonly timestamp: bigint
    readonly transactions: readonly (string | EvmReaderTransaction)[]
  }>
}

export function createEvmReader(fetch: typeof globalThis.fetch, rpcUrl: string): EvmReader {
  async function ask(missing: string, method: string, ...params: readonly unknown[]): Promise<Record<string, unknown>> {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
    const response = await fetch(rpcUrl, { method: 'POST', body })
    const { error, result } = toFields(await response.json())
    if (error) throw new Error(String(toFields(error)['message']))
    if (result == null) throw Object.assign(new Error(`There is none: ${method}.`), { name: missing })
    return typeof result === 'object' ? toFields(result) : { result }
  }
  const toTag = (blockNumber: bigint | undefined) =>
    blockNumber === undefined ? 'latest' : `0x${blockNumber.toString(16)}`

  return {
    async getTransaction({ hash }) {
      return toTransaction(await ask('TransactionNotFoundError', 'eth_getTransactionByHash', hash))
    },
    async getTransactionReceipt({ hash }) {
      const told = await ask('TransactionReceiptNotFoundError', 'eth_getTransactionReceipt', hash)
      const { blockHash, blockNumber, status } = told
      const place = { blockHash: String(blockHash), blockNumber: BigInt(String(blockNumber)) }
      return { ...place, status: status === '0x1' ? 'success' : 'reverted' }
    },
    async getTransactionCount({ address, blockNumber }) {
      const { result } = await ask('Error', 'eth_getTransactionCount', address, toTag(blockNumber))
      return Number(result)
    },
    async getBlock({ blockNumber, includeTransactions = false } = {}) {
      const told = await ask('BlockNotFoundError', 'eth_getBlockByNumber', toTag(blockNumber), includeTransactions)
      const { hash, number, timestamp, transactions } = told
      return {
        number: BigInt(String(number)),
        hash: String(hash),
        timestamp: BigInt(String(timestamp)),
        transactions: Array.isArray(transactions)
          ? transactions.map((each) => (typeof each === 'string' ? each : toTransaction(toFields(each))))
          : [],
      }
    },
  }
}

function toTransaction({ from, hash, input, nonce, to, value }: Record<string, unknown>): EvmReaderTransaction {
  return {
    hash: String(hash),
    from: String(from),
    nonce: Number(nonce),
    to: typeof to === 'string' ? to : null,
    value: BigInt(String(value)),
    input: String(input),
  }
}

function toFields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

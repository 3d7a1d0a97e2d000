import { isText, toRecord } from '../shared/guards.js'
import { readTransaction, toUnknown } from '../shared/transaction/readTransaction.js'
import type { ReadTransaction, TransactionReader } from '../shared/transaction/transactionReader.js'
import type { TransactionStatus } from '../shared/transaction/transactionStatus.js'
import { isHash, toNumber } from './read.js'
import type { EvmRest, RpcAnswer, RpcCall } from './rest.js'

type Ask = (calls: readonly RpcCall[]) => Promise<readonly RpcAnswer[]>

interface Question {
  readonly call: RpcCall
  resolve(result: unknown): void
  reject(error: unknown): void
}

/** Reads a transaction once, by a node's JSON-RPC. */
export function readByRpc(
  hash: string,
  current: TransactionStatus | undefined,
  confirmations: number,
  ask: Ask,
  { toError }: Pick<EvmRest, 'toError'>,
): Promise<TransactionStatus> {
  return readTransaction(createRpcReader(ask, toError), current ?? toUnknown(hash), confirmations)
}

/** Questions that are asked in one turn go in one HTTP request, so that one node answers all of them. */
function createRpcReader(ask: Ask, toError: EvmRest['toError']): TransactionReader {
  let queue: Question[] = []

  async function send() {
    const questions = queue
    queue = []
    try {
      const answers = await ask(questions.map(({ call }) => call))
      questions.forEach(({ call: [method], reject, resolve }, nth) => {
        const { message, result, trouble } = answers.at(nth) ?? {}
        if (trouble) reject(toError('NODE_REFUSED', `The node gave no answer to ${method}: ${message}.`))
        else resolve(result)
      })
    } catch (error) {
      for (const { reject } of questions) reject(error)
    }
  }
  const call = (method: string, ...params: readonly unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      if (queue.length === 0) void Promise.resolve().then(send)
      queue.push({ call: [method, params], resolve, reject })
    })
  const toTag = (height: bigint | undefined) => (height === undefined ? 'latest' : `0x${height.toString(16)}`)

  return {
    getTransaction: async ({ hash }) => toTransaction(await call('eth_getTransactionByHash', hash)),
    async getTransactionReceipt({ hash }) {
      const { blockHash, blockNumber, status } = toRecord(await call('eth_getTransactionReceipt', hash))
      const height = toNumber(blockNumber)
      if (height === undefined || !isHash(blockHash)) return undefined
      return { blockHash, blockNumber: height, status: toNumber(status) === 0 ? 'reverted' : 'success' }
    },
    async getTransactionCount({ address, blockNumber }) {
      const count = toNumber(await call('eth_getTransactionCount', address, toTag(blockNumber)))
      if (count === undefined) throw toError('NODE_REFUSED', 'The node gave no number of transactions.')
      return count
    },
    async getBlock({ blockNumber, includeTransactions = false }) {
      const block = toRecord(await call('eth_getBlockByNumber', toTag(blockNumber), includeTransactions))
      const { hash, number, timestamp, transactions } = block
      const [height, time] = [number, timestamp].map(toNumber)
      if (height === undefined || time === undefined || !isHash(hash)) return undefined
      const list = Array.isArray(transactions) ? transactions.flatMap((each) => toTransaction(each) ?? []) : []
      return { number: height, hash, timestamp: time, transactions: list }
    },
  }
}

function toTransaction(value: unknown): ReadTransaction | undefined {
  const { from, hash, input, nonce, to, value: amount } = toRecord(value)
  const number = toNumber(nonce)
  if (!isHash(hash) || !isText(from) || number === undefined) return undefined
  const wei = isText(amount) && /^0x[\da-f]{1,64}$/i.test(amount) ? BigInt(amount) : 0n
  return { hash, from, nonce: number, to: isText(to) ? to : null, value: wei, input: isText(input) ? input : '0x' }
}

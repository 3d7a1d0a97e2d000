import { RateLimitedError } from '../../../core/contract/errors.js'
import { orNothing } from './orNothing.js'
import type { ReadTransaction, TransactionReader } from './transactionReader.js'
import type { TransactionContent } from './transactionStatus.js'

/** How far back a replacement is looked for where it isn't known when the nonce was still unused, in blocks. */
const maxBlocks = 8192

/**
 * Finds the transaction in a block that has used a sender's nonce: between a block in which the nonce was unused, and
 * the newest one, by halving. Nodes forget how many transactions a sender had in old blocks: there nothing is found.
 *
 * @param head The newest block, in which the nonce is used.
 */
export async function findReplacement(
  reader: TransactionReader,
  { from, nonce }: TransactionContent,
  head: number,
  unusedAt: number | undefined,
): Promise<ReadTransaction | undefined> {
  const address: `0x${string}` = `0x${from.slice(2)}`
  const isUsed = async (height: number): Promise<boolean | undefined> => {
    try {
      return (await reader.getTransactionCount({ address, blockNumber: BigInt(height) })) > nonce
    } catch (error) {
      if (error instanceof RateLimitedError) throw error
      // Its state is pruned.
      return undefined
    }
  }

  /** The transaction in the first block of these in which the nonce is used. */
  async function search(unused: number, used: number): Promise<ReadTransaction | undefined> {
    let [low, high] = [unused, used]
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      const answer = await isUsed(middle)
      if (answer === undefined) return undefined
      if (answer) high = middle
      else low = middle
    }
    const block = await orNothing(reader.getBlock({ blockNumber: BigInt(high), includeTransactions: true }))
    for (const transaction of block?.transactions ?? [])
      if (typeof transaction !== 'string' && transaction.from.toLowerCase() === from)
        if (transaction.nonce === nonce) return transaction
    return undefined
  }

  const found = unusedAt !== undefined && unusedAt < head ? await search(unusedAt, head) : undefined
  if (found) return found
  // It isn't known when it was unused, or what was known is of another fork.
  for (let back = 1, used = head; back <= maxBlocks; back *= 2) {
    const height = Math.max(0, head - back)
    const answer = await isUsed(height)
    if (answer === undefined) return undefined
    if (!answer) return search(height, used)
    if (height === 0) return undefined
    used = height
  }
  return undefined
}

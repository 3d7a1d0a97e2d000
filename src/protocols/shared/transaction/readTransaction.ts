import { findReplacement } from './findReplacement.js'
import { orNothing } from './orNothing.js'
import { type IncludedTransaction, toNextStatus, type TransactionFacts } from './toNextStatus.js'
import type { ReadReceipt, ReadTransaction, TransactionReader } from './transactionReader.js'
import type { TransactionContent, TransactionStatus } from './transactionStatus.js'

const maxInput = 10_000

/** Nothing is known of it yet. */
export function toUnknown(hash: string): TransactionStatus {
  return { hash: hash.toLowerCase(), status: 'unknown', isFinal: false, head: 0, confirmations: 0, history: [] }
}

/**
 * Asks a node once what has become of a transaction. Rejects with the reader's own error where it can't be asked.
 *
 * @param confirmations How many blocks make it final.
 */
export async function readTransaction(
  reader: TransactionReader,
  previous: TransactionStatus,
  confirmations: number,
): Promise<TransactionStatus> {
  const { hash } = previous
  if (!isTransactionHash(hash)) return previous
  // In one turn, so that a reader that joins its questions into one request asks one node.
  const [newest, receipt, transaction, early, last] = await Promise.all([
    reader.getBlock({}),
    orNothing(reader.getTransactionReceipt({ hash })),
    orNothing(reader.getTransaction({ hash })),
    readCount(reader, previous.content),
    readReplacement(reader, previous.replacedBy),
  ])
  // Any node has a newest block.
  if (newest?.number == null) return previous
  const head = { height: Number(newest.number), at: Number(newest.timestamp) * 1000 }
  const content = transaction ? toContent(transaction) : undefined
  const { block } = previous
  if (!receipt && block) {
    // A node that is behind doesn't know the block, and one that has it still knows no better.
    if (head.height < block.height) return previous
    const same = await orNothing(reader.getBlock({ blockNumber: BigInt(block.height) }))
    const isOwn = !previous.replacedBy
    if (isOwn && same?.hash === block.hash)
      return toNextStatus(previous, { head, included: toSame(previous) }, confirmations)
  }
  if (receipt) {
    const included = await toIncluded(reader, receipt, previous)
    return toNextStatus(previous, { head, content, included }, confirmations)
  }
  const known = content ?? previous.content
  const count = early ?? (await readCount(reader, known))
  const facts: TransactionFacts = { head, content, count }
  if (!known || count === undefined || count <= known.nonce) return toNextStatus(previous, facts, confirmations)
  const found = last ?? (await search(reader, known, head.height, previous))
  if (!found) return toNextStatus(previous, facts, confirmations)
  const [other, itsReceipt] = found
  const included = await toIncluded(reader, itsReceipt, previous)
  const replacement = { ...included, hash: other.hash.toLowerCase(), content: toContent(other) }
  return toNextStatus(previous, { ...facts, replacement }, confirmations)
}

type Mined = readonly [transaction: ReadTransaction, receipt: ReadReceipt]

/** The transaction that took the place, as long as it is in a block. */
async function readReplacement(reader: TransactionReader, replacedBy: string | undefined): Promise<Mined | undefined> {
  if (!isTransactionHash(replacedBy)) return undefined
  const [transaction, receipt] = await Promise.all([
    orNothing(reader.getTransaction({ hash: replacedBy })),
    orNothing(reader.getTransactionReceipt({ hash: replacedBy })),
  ])
  return transaction && receipt ? [transaction, receipt] : undefined
}

async function search(
  reader: TransactionReader,
  content: TransactionContent,
  head: number,
  { hash, unusedAt }: TransactionStatus,
): Promise<Mined | undefined> {
  const found = await findReplacement(reader, content, head, unusedAt)
  return found && found.hash.toLowerCase() !== hash ? readReplacement(reader, found.hash) : undefined
}

async function readCount(
  reader: TransactionReader,
  content: TransactionContent | undefined,
): Promise<number | undefined> {
  return content && reader.getTransactionCount({ address: toHex(content.from) })
}

/** The block's time is asked for once. */
async function toIncluded(
  reader: TransactionReader,
  { blockHash, blockNumber, status }: ReadReceipt,
  { block: last }: TransactionStatus,
): Promise<IncludedTransaction> {
  const hasReverted = status === 'reverted'
  if (last?.hash === blockHash) return { block: last, hasReverted }
  const block = await orNothing(reader.getBlock({ blockNumber: BigInt(blockNumber) }))
  const at = block?.hash === blockHash && { at: Number(block.timestamp) * 1000 }
  return { block: { height: Number(blockNumber), hash: blockHash, ...at }, hasReverted }
}

function toSame({ block, status }: TransactionStatus): IncludedTransaction | undefined {
  return block && { block, hasReverted: status === 'reverted' }
}

function toContent({ from, input, nonce, to, value }: ReadTransaction): TransactionContent {
  return {
    from: from.toLowerCase(),
    nonce,
    ...(to && { to: to.toLowerCase() }),
    value: `${value}`,
    input: input.slice(0, maxInput).toLowerCase(),
  }
}

function toHex(text: string): `0x${string}` {
  return `0x${text.slice(2)}`
}

function isTransactionHash(value: unknown): value is `0x${string}` {
  return typeof value === 'string' && /^0x[\da-f]{64}$/i.test(value)
}

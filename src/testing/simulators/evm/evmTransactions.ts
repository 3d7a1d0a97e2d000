import { type EvmBlock, type EvmTransaction, toHash, toHex } from './evmBlock.js'
import { bornHeight, type EvmView } from './evmChain.js'

/** Events in the life of a story's transaction. */
export type EvmTransactionEvent =
  | 'sent'
  | 'included'
  | 'reverted'
  /** The same with a higher fee is in a block in its place. */
  | 'sped-up'
  /** Nothing, sent to oneself, is in a block in its place. */
  | 'cancelled'
  /** Something else is in a block in its place. */
  | 'replaced'
  /** The node forgets it. */
  | 'forgotten'

/** How many transactions a story's sender has in blocks at the start. */
const firstNonce = 7

/** The transaction of a story, or the one that takes its place. Equal seeds give equal ones. */
export function drawTransaction(seed: number, event: EvmTransactionEvent): EvmTransaction {
  const draw = (nth: number) => toHash(seed, nth, -2)
  const from = draw(1).slice(0, 42)
  const nonce = toHex(firstNonce)
  const own = {
    from,
    nonce,
    to: draw(2).slice(0, 42),
    value: toHex(1e15),
    input: `${draw(3).slice(0, 10)}${draw(4).slice(2)}`,
  }
  switch (event) {
    case 'sped-up':
      return { ...own, hash: draw(6) }
    case 'cancelled':
      return { hash: draw(7), from, nonce, to: from, value: '0x0', input: '0x' }
    case 'replaced':
      return { ...own, hash: draw(8), to: draw(9).slice(0, 42) }
    default:
      return { ...own, hash: draw(5) }
  }
}

/** A block's transactions, as `eth_getBlockByNumber` tells them in full. */
export function toMined({
  hash,
  height,
  transactions,
}: EvmBlock): readonly (EvmTransaction & { readonly blockHash: string })[] {
  return transactions.map(({ transaction }, nth) => ({
    ...transaction,
    blockHash: hash,
    blockNumber: toHex(height),
    transactionIndex: toHex(nth),
  }))
}

export function findTransaction(view: EvmView, hash: unknown): unknown {
  const mined = findBlock(view, hash)
  const waiting = view.waiting().find((each) => each.hash === hash)
  const place = { blockHash: null, blockNumber: null, transactionIndex: null }
  return mined ? toMined(mined).find((each) => each.hash === hash) : waiting && { ...waiting, ...place }
}

export function findReceipt(view: EvmView, hash: unknown): unknown {
  const block = findBlock(view, hash)
  const mined = block?.transactions.find(({ transaction }) => transaction.hash === hash)
  if (!block || !mined) return undefined
  const { from, to } = mined.transaction
  const place = { blockHash: block.hash, blockNumber: toHex(block.height), transactionHash: hash, from, to }
  return { ...place, status: mined.hasReverted ? '0x0' : '0x1' }
}

/** How many of an address are in blocks up to this one. */
export function countTransactions(view: EvmView, address: unknown, height: number): number {
  const all = blocksOf(view, height).flatMap(({ transactions }) => transactions)
  return firstNonce + all.filter(({ transaction }) => transaction.from === address).length
}

function findBlock(view: EvmView, hash: unknown): EvmBlock | undefined {
  const has = ({ transactions }: EvmBlock) => transactions.some(({ transaction }) => transaction.hash === hash)
  return blocksOf(view, view.head().height).find(has)
}

/** Before the simulation there were none. */
function blocksOf(view: EvmView, height: number): readonly EvmBlock[] {
  const count = Math.max(0, Math.min(height, view.head().height) - bornHeight)
  return Array.from({ length: count }, (_, nth) => view.block(bornHeight + 1 + nth)).filter(
    (block) => block !== undefined,
  )
}

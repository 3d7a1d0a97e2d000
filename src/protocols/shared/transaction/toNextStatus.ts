import { isSameJson } from '../../../core/utils/json.js'
import type {
  TransactionBlock,
  TransactionContent,
  TransactionStatus,
  TransactionStatusName,
} from './transactionStatus.js'

/** How long a transaction is looked for by the chain's clock before it is called dropped, in ms. */
const droppedMs = 600_000
const longestHistory = 50

/** A transaction that is in a block. */
export interface IncludedTransaction {
  readonly block: TransactionBlock
  readonly hasReverted: boolean
}

/** One reading of a node. */
export interface TransactionFacts {
  /** The newest block; its time in unix ms. */
  readonly head: { readonly height: number; readonly at: number }
  /** The transaction itself, where the node knows it. */
  readonly content?: TransactionContent | undefined
  readonly included?: IncludedTransaction | undefined
  /** How many transactions of its sender are in blocks. */
  readonly count?: number | undefined
  /** The transaction of the same sender and nonce that is in a block, where it was found. */
  readonly replacement?:
    | (IncludedTransaction & { readonly hash: string; readonly content: TransactionContent })
    | undefined
}

/**
 * Decides what has become of a transaction, from the status before and one reading. Pure.
 *
 * - It is in a block: that stands, whatever was said before.
 * - Another one of its sender and nonce is in a block: it never will be, as long as that one is.
 * - Its block has left the chain: it waits for another one.
 * - The node doesn't know it: nothing follows for 10 min by the chain's clock. Nodes behind one address differ. Then it
 *   is dropped where its nonce is unused, and replaced by one that can't be found where it isn't. A transaction that
 *   no node has ever shown stays unknown: its nonce isn't known.
 *
 * @param confirmations How many blocks make it final.
 */
export function toNextStatus(
  previous: TransactionStatus,
  facts: TransactionFacts,
  confirmations: number,
): TransactionStatus {
  const { count, head, included, replacement } = facts
  const content = facts.content ?? previous.content
  const other = included ? undefined : replacement
  const { block, hasReverted } = included ?? other ?? { block: undefined, hasReverted: false }
  const isMissing = !block && !facts.content
  const missingSince = isMissing ? (previous.missingSince ?? head.at) : undefined
  const isUnused = content !== undefined && count !== undefined && count <= content.nonce
  const unusedAt = isUnused ? head.height : previous.unusedAt
  const isLong = missingSince !== undefined && head.at - missingSince >= droppedMs
  const status = included
    ? hasReverted
      ? 'reverted'
      : 'included'
    : other
      ? compare(content, other.content)
      : isLong && content && count !== undefined
        ? isUnused
          ? 'dropped'
          : 'replaced'
        : toWaiting(previous, !isMissing)
  const known = block && block.hash === previous.block?.hash ? previous.confirmations : 0
  const found = block ? Math.max(known, head.height - block.height + 1, 1) : 0
  const next: TransactionStatus = {
    hash: previous.hash,
    status,
    isFinal: found >= Math.max(1, confirmations),
    head: Math.max(head.height, previous.head),
    confirmations: found,
    ...(block && { block }),
    ...(other && { replacedBy: other.hash, ...(hasReverted && { hasReverted }) }),
    ...(content && { content }),
    ...(unusedAt !== undefined && { unusedAt }),
    ...(missingSince !== undefined && { missingSince }),
    history: addChange(previous.history, status, block?.at ?? head.at),
  }
  return isSameJson(next, previous) ? previous : next
}

/** In no block, and no other one is in its place. */
function toWaiting({ status }: TransactionStatus, isKnown: boolean): TransactionStatusName {
  const hasLeft = ['included', 'reverted', 'reorganised', 'sped-up', 'cancelled', 'replaced'].includes(status)
  if (status === 'dropped') return isKnown ? 'sent' : status
  return hasLeft ? 'reorganised' : isKnown ? 'sent' : status
}

function compare(content: TransactionContent | undefined, other: TransactionContent): TransactionStatusName {
  const isSame = content?.to === other.to && content?.value === other.value && content.input === other.input
  if (isSame) return 'sped-up'
  return other.to === other.from && other.value === '0' && other.input === '0x' ? 'cancelled' : 'replaced'
}

function addChange(
  history: TransactionStatus['history'],
  status: TransactionStatusName,
  at: number,
): TransactionStatus['history'] {
  const last = history.at(-1)
  return last?.status === status ? history : [...history, { status, at }].slice(-longestHistory)
}

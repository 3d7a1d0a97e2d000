import { isInteger, isRecord, isText, isTime } from '../guards.js'

/**
 * - `unknown`: the node hasn't heard of it, or nothing was asked yet.
 * - `sent`: it waits for a block.
 * - `included`, `reverted`: it is in a block. A reverted one changed nothing, and cost its fee.
 * - `reorganised`: it was in a block that has left the chain. It waits for another one.
 * - `sped-up`: another transaction of its sender and nonce took its place, with the same recipient, value and data.
 * - `cancelled`: the other one sends nothing, from the sender to itself.
 * - `replaced`: the other one does something else.
 * - `dropped`: the node hasn't known it for 10 minutes by the chain's clock, and its nonce is unused. It may be sent
 *   again.
 */
export type TransactionStatusName =
  | 'unknown'
  | 'sent'
  | 'included'
  | 'reverted'
  | 'reorganised'
  | 'sped-up'
  | 'cancelled'
  | 'replaced'
  | 'dropped'

/** The part of a transaction by which it is told from another one. */
export interface TransactionContent {
  /** In lower case. */
  readonly from: string
  readonly nonce: number
  /** In lower case; absent where it makes a contract. */
  readonly to?: string
  /** In wei, as digits. */
  readonly value: string
  /** The first 10 000 characters. */
  readonly input: string
}

export interface TransactionBlock {
  readonly height: number
  readonly hash: string
  /** The block's time, in unix ms. */
  readonly at?: number
}

/** One transaction, as the chain has it. Plain JSON. */
export interface TransactionStatus {
  /** In lower case. */
  readonly hash: string
  readonly status: TransactionStatusName
  /** It, or the one that took its place, has as many confirmations as were asked for. */
  readonly isFinal: boolean
  /** The newest block that was known when it was read. */
  readonly head: number
  /** The block that it is in, or the one that took its place. */
  readonly block?: TransactionBlock
  /** How many blocks there are from that block on, itself among them; 0 where it is in none. Never decreases there. */
  readonly confirmations: number
  /** The hash of the transaction that took its place, in lower case; absent where it couldn't be found. */
  readonly replacedBy?: string
  /** The one that took its place has reverted. */
  readonly hasReverted?: true
  /** Absent until a node has shown it. */
  readonly content?: TransactionContent
  /** The newest block in which its nonce was seen unused. */
  readonly unusedAt?: number
  /** Since when no node has known it, in unix ms, by the chain's clock. */
  readonly missingSince?: number
  /** Every status seen, oldest first; the newest 50. `at` is the time of its block, or of the newest block then. */
  readonly history: readonly TransactionChange[]
}

export interface TransactionChange {
  readonly status: TransactionStatusName
  /** In unix ms, by the chain's clock. */
  readonly at: number
}

const fields: Readonly<Record<string, (value: unknown) => boolean>> = {
  hash: isText,
  status: isText,
  isFinal: (value) => typeof value === 'boolean',
  head: isInteger,
  confirmations: isInteger,
  block: (value = { height: 0, hash: '' }) => isRecord(value) && isInteger(value['height']) && isText(value['hash']),
  replacedBy: (value = '') => isText(value),
  content: (value) => value === undefined || isContent(value),
  unusedAt: (value = 0) => isInteger(value),
  missingSince: (value = 1) => isTime(value),
  history: (value) => Array.isArray(value) && value.every((each) => isRecord(each) && isText(each['status'])),
}

function isContent(value: unknown): boolean {
  if (!isRecord(value)) return false
  const { from, input, nonce, to = '', value: amount } = value
  return isInteger(nonce) && [from, input, to, amount].every(isText)
}

/** Reads a status out of somebody's cache. */
export function isTransactionStatus(value: unknown): value is TransactionStatus {
  return isRecord(value) && Object.entries(fields).every(([name, isGood]) => isGood(value[name]))
}

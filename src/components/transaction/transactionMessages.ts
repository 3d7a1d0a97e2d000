import { mergeWords } from '../messages/mergeMessages.js'
import type { Messages, StepTitle } from '../messages/messages.js'

/** The words of a transaction on its chain. A `hash` is shortened, and empty where none is known. */
export interface TransactionMessages {
  /** By the step's id: `sent`, `included`, `confirmed`. */
  readonly titles: Readonly<Record<string, StepTitle>>
  /** It waits for a block. */
  readonly sent: string
  /** It is in a block; the count comes twice: as it is, for plurals, and as text in the reader's language. */
  readonly confirmations: (count: number, text: string) => string
  /** Its block has left the chain. */
  readonly reorganised: string
  /** The same, with a higher fee, took its place. */
  readonly spedUp: (hash: string) => string
  /** Its sender has cancelled it by another one. */
  readonly cancelled: (hash: string) => string
  readonly replaced: (hash: string) => string
  readonly dropped: string
  readonly reverted: string
}

/** Where a language's words of transactions come from: a part of its own, loaded once there is a transaction. */
export interface TransactionWordsSource {
  readonly load: () => Promise<{ readonly transactionWords: TransactionMessages }>
}

declare module '../messages/messages.js' {
  interface Messages {
    /** Words of transactions, over a language's own. */
    readonly transactions?: Partial<TransactionMessages & TransactionWordsSource>
  }
}

/** English. */
export const transactionWords: TransactionMessages = {
  titles: {
    sent: 'Sent',
    included: { default: 'In a block', current: 'Waiting for a block' },
    confirmed: { default: 'Confirmed', current: 'Waiting for confirmations' },
  },
  sent: 'It waits for a block.',
  confirmations: (count, text) => (count === 1 ? '1 confirmation' : `${text} confirmations`),
  reorganised: 'Its block has left the chain. It waits for another one.',
  spedUp: (hash) => `Sped up: ${hash} took its place.`,
  cancelled: (hash) => `Cancelled by ${hash}.`,
  replaced: (hash) => (hash ? `Replaced by ${hash}.` : 'Replaced by another transaction.'),
  dropped: 'Dropped: the network has forgotten it. It may be sent again.',
  reverted: 'Reverted: it changed nothing, and cost its fee.',
}

/** The app's own words over the language's; English where those aren't here. */
export function toTransactionMessages(
  { transactions }: Messages,
  language: TransactionMessages = transactionWords,
): TransactionMessages {
  return mergeWords(language, transactions)
}

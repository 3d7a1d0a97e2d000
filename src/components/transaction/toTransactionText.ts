import type { TransactionStatus } from '../../protocols/shared/transaction/transactionStatus.js'
import { toShortHash } from '../text/toShortHash.js'
import type { TransactionMessages } from './transactionMessages.js'

/** Says what has become of a transaction, in a sentence; nothing where it isn't known. */
export function toTransactionText(
  { confirmations, hasReverted, replacedBy = '', status }: TransactionStatus,
  words: TransactionMessages,
  locale: string | undefined,
): string | undefined {
  const hash = replacedBy && toShortHash(replacedBy)
  switch (status) {
    case 'unknown':
      return undefined
    case 'included':
      return words.confirmations(confirmations, confirmations.toLocaleString(locale))
    case 'sped-up':
      return hasReverted ? `${words.spedUp(hash)} ${words.reverted}` : words.spedUp(hash)
    case 'cancelled':
      return words.cancelled(hash)
    case 'replaced':
      return words.replaced(hash)
    case 'sent':
      return words.sent
    case 'reorganised':
      return words.reorganised
    case 'reverted':
      return words.reverted
    case 'dropped':
      return words.dropped
  }
}

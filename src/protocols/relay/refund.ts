import type { Refundability } from '../../core/contract/timeline.js'
import type { RelayFacts } from './model.js'

/** The codes after which nothing comes back by itself; the first ones leave nothing to come back. */
const lost =
  /\b((AMOUNT_TOO_LOW_TO_REFUND|DEPOSIT_REORGED|NEGATIVE_NEW_AMOUNT_AFTER_FEES)|BLOCKED_WALLET|INCORRECT_DEPOSIT_CURRENCY|MANUAL_(ADMIN_REFUND|REFUND_REQUIRED)|REFUND_RECIPIENT_IS_VASP|SWAP_CURRENCY_NOT_ON_ORIGIN)\b/

type Failure = Pick<RelayFacts, 'failReason' | 'refundFailReason' | 'refundTo'>

/**
 * Finds the code after which there is nothing to wait for. The list of codes is open: others may lead to a refund.
 */
export function findLost({ failReason, refundFailReason }: Failure): RegExpExecArray | null {
  return lost.exec(`${refundFailReason} ${failReason}`)
}

/**
 * Says how a deposit comes back after a failure, as far as the codes tell it. `automatic` only where somebody is known
 * to whom: without a `refundTo` Relay refunds nothing by itself.
 */
export function toRefundability(failure: Failure): Refundability {
  const found = findLost(failure)
  if (found) return found[2] ? 'none' : 'manual'
  return failure.refundTo && !failure.refundFailReason ? 'automatic' : 'unknown'
}

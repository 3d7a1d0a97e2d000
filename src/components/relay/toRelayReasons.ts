import type { Refundability } from '../../core/contract/timeline.js'
import type { ReasonWords } from '../messages/messages.js'

/** A code of Relay's `failReason` or `refundFailReason`, in words. */
export interface RelayReason extends ReasonWords {
  /** Says what is documented of the refund after it. `automatic` only where the quote had a `refundTo`. */
  readonly refund: Refundability
}

/** The next steps that reasons share, a sentence each. */
export interface RelayNextSteps {
  readonly again: string
  readonly later: string
  readonly support: string
  readonly largerAmount: string
  readonly checkWallet: string
  readonly laterOrSmaller: string
  readonly smallerAmount: string
  readonly slippage: string
  readonly wait: string
  readonly otherToken: string
  readonly allow: string
  readonly tellApp: string
  readonly otherRecipient: string
  readonly signAgain: string
  readonly otherQuantity: string
  readonly otherOrder: string
  readonly smallerQuantity: string
}

type NextStep = keyof RelayNextSteps

/** The next step, and the refund where it is not `automatic`. */
type Row = readonly [next: NextStep, refund?: Refundability]

const rows = {
  DEPOSIT_CHAIN_MISMATCH: ['support', 'unknown'],
  INCORRECT_DEPOSIT_CURRENCY: ['support', 'manual'],
  DOUBLE_SPEND: ['again'],
  DEPOSITED_AMOUNT_TOO_LOW_TO_FILL: ['again'],
  ORIGIN_CURRENCY_MISMATCH: ['again'],
  TTL_EXPIRED: ['again'],
  DEPOSIT_CONFIRMATION_TIMEOUT: ['again'],
  DEPOSIT_REORGED: ['checkWallet', 'none'],
  ORPHANED_DEPOSIT_REFUND: ['again'],
  BLOCKED_WALLET: ['support', 'manual'],
  SOLVER_CAPACITY_EXCEEDED: ['later'],
  SOLVER_BALANCE_TOO_LOW: ['later'],
  SPONSOR_BALANCE_TOO_LOW: ['later'],
  INSUFFICIENT_FUNDS_FOR_RENT: ['largerAmount'],
  NEGATIVE_NEW_AMOUNT_AFTER_FEES: ['largerAmount', 'none'],
  AMOUNT_TOO_LOW_TO_REFUND: ['largerAmount', 'none'],
  GASLESS_PERMIT_BALANCE_TOO_LOW: ['again'],
  NO_QUOTES: ['later'],
  NO_INTERNAL_SWAP_ROUTES_FOUND: ['later'],
  INSUFFICIENT_POOL_LIQUIDITY: ['laterOrSmaller'],
  SWAP_IMPACT_TOO_HIGH: ['smallerAmount'],
  SLIPPAGE: ['slippage'],
  TOO_LITTLE_RECEIVED: ['slippage'],
  GENERATE_SWAP_FAILED: ['again'],
  REVERSE_SWAP_FAILED: ['support', 'unknown'],
  TRANSACTION_TOO_LARGE: ['again'],
  SWAP_USES_TOO_MUCH_GAS: ['again'],
  INVALID_GAS_PRICE: ['again'],
  QUOTED_GAS_LIMIT_EXCEEDED: ['again'],
  NEW_CALLDATA_INCLUDES_HIGHER_RENT_FEE: ['again'],
  JUPITER_INVALID_TOKEN_ACCOUNT: ['again'],
  TRANSACTION_SUBMISSION_FAILED: ['again'],
  TRANSACTION_NOT_INCLUDED: ['wait'],
  EXECUTION_REVERTED: ['again'],
  TRANSACTION_REVERTED: ['again'],
  MISSING_REVERT_DATA: ['again'],
  CONTRACT_PAUSED: ['later'],
  TOKEN_NOT_TRANSFERABLE: ['otherToken'],
  TRANSFER_FAILED: ['again'],
  TRANSFER_FROM_FAILED: ['again'],
  TRANSFER_AMOUNT_EXCEEDS_ALLOWANCE: ['allow'],
  TRANSFER_AMOUNT_EXCEEDS_BALANCE: ['again'],
  INSUFFICIENT_NATIVE_TOKENS_SUPPLIED: ['again'],
  INCORRECT_PAYMENT: ['again'],
  ZERO_SELL_AMOUNT: ['largerAmount'],
  INVALID_SENDER: ['tellApp'],
  INVALID_SIGNER: ['tellApp'],
  DESTINATION_TOKEN_TRANSFER_REJECTED: ['otherRecipient'],
  ORDER_EXPIRED: ['again'],
  ORDER_IS_CANCELLED: ['again'],
  ORDER_ALREADY_FILLED: ['again'],
  SIGNATURE_EXPIRED: ['signAgain'],
  INVALID_SIGNATURE: ['signAgain'],
  INVALID_NONCE: ['signAgain'],
  SEAPORT_INEXACT_FRACTION: ['otherQuantity'],
  SEAPORT_INVALID_FULFILLER: ['otherOrder'],
  PROTOCOL_DEADLINE_EXPIRED: ['again'],
  ACCOUNT_ABSTRACTION_INVALID_NONCE: ['signAgain'],
  ACCOUNT_ABSTRACTION_SIGNATURE_ERROR: ['signAgain'],
  ACCOUNT_ABSTRACTION_GAS_LIMIT: ['again'],
  MINT_NOT_ACTIVE: ['later'],
  ERC_1155_TOO_MANY_REQUESTED: ['smallerQuantity'],
  MINT_QUANTITY_EXCEEDS_MAX_PER_WALLET: ['smallerQuantity'],
  MINT_QUANTITY_EXCEEDS_MAX_SUPPLY: ['smallerQuantity'],
  FLUID_DEX_ERROR: ['again'],
  MANUAL_ADMIN_REFUND: ['support', 'manual'],
  UNKNOWN: ['again'],
  SWAP_CURRENCY_NOT_ON_ORIGIN: ['support', 'manual'],
  REFUND_RECIPIENT_IS_VASP: ['support', 'manual'],
  MANUAL_REFUND_REQUIRED: ['support', 'manual'],
} as const satisfies Readonly<Record<string, Row>>

/** A documented code. The list is open: Relay may say others, which are shown as they are. */
export type RelayReasonCode = keyof typeof rows

/** Sentences that say what happened, by the documented code. */
export type RelayReasonTexts = Readonly<Record<RelayReasonCode, string>>

export type RelayReasons = Readonly<Record<RelayReasonCode, RelayReason>>

/** Says if money comes back, for `messages.refunds`. */
export type RelayRefundWords = Readonly<Record<Exclude<Refundability, 'unknown'>, string>>

/** Makes a language's words for the documented codes. */
export function toRelayReasons(texts: RelayReasonTexts, nextSteps: RelayNextSteps): RelayReasons {
  return toReasons(texts, nextSteps)
}

function toReasons(
  texts: Readonly<Record<string, string>>,
  nextSteps: RelayNextSteps,
): Readonly<Record<string, RelayReason>> {
  const entries: readonly (readonly [string, Row])[] = Object.entries(rows)
  return Object.fromEntries(
    entries.map(([code, [next, refund = 'automatic']]) => [
      code,
      { what: texts[code] ?? code, next: nextSteps[next], refund },
    ]),
  )
}

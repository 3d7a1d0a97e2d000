import { isInteger, isRecord, isText, isTexts, isTime } from '../shared/guards.js'
import type { RelayStatusName } from './status.js'

/** A time that is further ahead of another one than this is a mistake of the service's. */
export const dayMs = 86_400_000

/** A deposit address as the service describes it. All fields may be missing; others stand beside them, unread. */
export interface RelayDepositAddress {
  readonly address?: string | null
  /** An open one takes each deposit as a request of its own; a strict one is for one order. */
  readonly depositAddressType?: 'open' | 'strict' | (string & {}) | null
  readonly depositor?: string | null
  /** The depositor's own transaction: `inTxHashes` may be those of the sweep. */
  readonly depositTxHash?: string | null
  readonly [field: string]: unknown
}

/** One transaction of a request, as `GET /requests/v3` tells it. */
export interface RelayLeg {
  /** `in`: a deposit. `out`: a fill, or a refund. */
  readonly side: 'in' | 'out'
  readonly txHash: string
  readonly chainId?: number
  /** Its block's time, in unix ms. */
  readonly at?: number
  readonly block?: number
  readonly status?: string
}

/** An amount of one currency, as `GET /requests/v3` tells it. */
export interface RelayAmount {
  /** In the currency's smallest unit, as digits. */
  readonly amount?: string
  readonly amountFormatted?: string
  readonly amountUsd?: string
  readonly chainId?: number
  readonly address?: string
  readonly symbol?: string
  readonly name?: string
  readonly decimals?: number
}

/** Facts that the service may tell along with a status. All of them may be missing. */
export interface RelayFacts {
  /** Deposits, on the origin chain. Not always hexadecimal: Solana's are base58. */
  readonly inTxHashes?: readonly string[]
  /** Fills. They are on the destination chain if the request succeeds; of a failed one nobody says it. */
  readonly txHashes?: readonly string[]
  /** Refunds: what the service calls `txHashes` once it has refunded. Their chain isn't told. */
  readonly refundTxHashes?: readonly string[]
  readonly originChainId?: number
  readonly destinationChainId?: number
  /** When it was announced, by the service's clock, in unix ms. Only the socket tells it. */
  readonly publishedAt?: number
  /** In unix ms. */
  readonly quoteCreatedAt?: number
  readonly details?: string
  /** Why the fill failed. Absent where the service says `"N/A"`. */
  readonly failReason?: string
  /** Why the refund failed. */
  readonly refundFailReason?: string
  /** The address that a refund goes to. Only where the service tells the quote's. */
  readonly refundTo?: string
  /** The deposit address that the request came through. */
  readonly depositAddress?: RelayDepositAddress
  /** The request that took this one's place: the deposit and its fill moved there. */
  readonly supersededBy?: string
  /**
   * The request's transactions, deposits first. This and the next three come over a bridge whose `relay()` has a key.
   */
  readonly legs?: readonly RelayLeg[]
  /** The amount that was sent, or is to be. */
  readonly sent?: RelayAmount
  /** The amount that was received, or is to be. */
  readonly received?: RelayAmount
  /** How long the service expects the request to take, in seconds. */
  readonly timeEstimate?: number
  /** Whatever else the service said, unread. */
  readonly extra: Readonly<Record<string, unknown>>
}

/** One status that the service was seen in, and what it told then. */
export interface RelayStatusChange extends RelayFacts {
  readonly status: RelayStatusName
  /**
   * When the status began, by the service's clock, in unix ms: `updatedAt`, or `publishedAt` in its stead. Absent where
   * no time was told.
   */
  readonly at?: number
}

/** One Relay request: the newest value of each fact that was told. Plain JSON. */
export interface RelayStatus extends RelayFacts {
  /** In lower case. */
  readonly requestId: string
  readonly status: RelayStatusName
  readonly inTxHashes: readonly string[]
  readonly txHashes: readonly string[]
  readonly refundTxHashes: readonly string[]
  /**
   * When the request last changed, by the service's clock, in unix ms; its `publishedAt` where nothing better was told.
   * Never decreases.
   */
  readonly updatedAt?: number
  /** Every status seen, oldest first, each once a time. The last one is where the request is. The newest 50. */
  readonly history: readonly RelayStatusChange[]
}

function isDepositAddress(value: unknown): boolean {
  return (
    isRecord(value) &&
    ['address', 'depositAddressType', 'depositor', 'depositTxHash'].every((name) => isText(value[name] ?? ''))
  )
}

/** Checks for every field that may be missing. */
const fields: Readonly<Record<string, (value: unknown) => boolean>> = {
  inTxHashes: isTexts,
  txHashes: isTexts,
  refundTxHashes: isTexts,
  originChainId: isInteger,
  destinationChainId: isInteger,
  updatedAt: isTime,
  publishedAt: isTime,
  quoteCreatedAt: isTime,
  details: isText,
  failReason: isText,
  refundFailReason: isText,
  refundTo: isText,
  depositAddress: isDepositAddress,
  supersededBy: isText,
}

/** Tells whether a field is known, and its value can be read. */
export function isField(name: string, value: unknown): boolean {
  return Object.hasOwn(fields, name) && fields[name]?.(value) === true
}

export function isChange(value: unknown): value is RelayStatusChange {
  if (!isRecord(value) || !isText(value['status']) || !isRecord(value['extra'])) return false
  if (value['at'] !== undefined && !isTime(value['at'])) return false
  for (const name in fields) if (value[name] !== undefined && !isField(name, value[name])) return false
  return true
}

export function isRelayStatus(value: unknown): value is RelayStatus {
  if (!isRecord(value) || !isChange(value) || !isText(value['requestId'])) return false
  const { history, inTxHashes, refundTxHashes, txHashes } = value
  return Boolean(inTxHashes && txHashes && refundTxHashes) && Array.isArray(history) && history.every(isChange)
}

import * as v from 'valibot'
import type { RelayStatusName } from './status.js'

/** One status that the service was seen in. */
export interface RelayStatusChange {
  readonly status: RelayStatusName
  /** By the service's clock, in unix ms: `updatedAt`, or `publishedAt` where there was none. Absent where it told no time. */
  readonly at?: number
  /** When the service announced it, in unix ms. Orders what bears the same `at`. */
  readonly publishedAt?: number
}

/** What is known of one Relay request. Plain JSON. */
export interface RelayStatus {
  /** In lower case. */
  readonly requestId: string
  readonly status: RelayStatusName
  /** Deposits, on the origin chain. Not always hexadecimal: Solana's are base58. */
  readonly inTxHashes: readonly string[]
  /** Fills. They are on the destination chain if the request succeeds; of a failed one nobody says it. */
  readonly txHashes: readonly string[]
  /** Refunds: what the service calls `txHashes` once it has refunded. Their chain isn't told. */
  readonly refundTxHashes: readonly string[]
  readonly originChainId?: number
  readonly destinationChainId?: number
  /** When the request last changed, by the service's clock, in unix ms. Never decreases. */
  readonly updatedAt?: number
  /** When the newest announcement was sent, by the service's clock, in unix ms. Only the socket tells it. */
  readonly publishedAt?: number
  /** In unix ms. */
  readonly quoteCreatedAt?: number
  readonly details?: string
  /** Why the fill failed. Absent where the service says `"N/A"`. */
  readonly failReason?: string
  /** Why the refund failed. */
  readonly refundFailReason?: string
  /** The deposit address that the request came through, as the service describes it. */
  readonly depositAddress?: unknown
  /** Every status seen, oldest first, each once a time; those without a time stand after the others. Of a long run of one status, its first and last. */
  readonly history: readonly RelayStatusChange[]
  /** The time of the news that each list of hashes came with. The engine's: it makes the order of arrival irrelevant. */
  readonly hashTimes: Readonly<Record<string, number>>
  /** What else the service said, unread. */
  readonly extra: Readonly<Record<string, unknown>>
}

/** The lists that are never emptied, and each of which is from the newest news that had any. */
export const hashLists = ['inTxHashes', 'txHashes', 'refundTxHashes'] as const

/** Unix ms that a `Date` can hold, so that nothing that shows it can throw. */
const time = v.custom<number>((value) => typeof value === 'number' && value > 0 && value <= 8.64e15)
const chainId = v.custom<number>((value) => Number.isSafeInteger(value))
const text = v.string()
const hashes = v.array(text)

/** The service's own fields, each of which may be missing. */
const fields = {
  inTxHashes: hashes,
  txHashes: hashes,
  originChainId: chainId,
  destinationChainId: chainId,
  updatedAt: time,
  publishedAt: time,
  quoteCreatedAt: time,
  details: text,
  failReason: text,
  refundFailReason: text,
  depositAddress: v.unknown(),
}

/** Whether a field of the service's is one that we read, and can be read. */
export function isReadable(name: string, value: unknown): boolean {
  return isField(name) && v.is(fields[name], value)
}

function isField(name: string): name is keyof typeof fields {
  return Object.hasOwn(fields, name)
}

export const relayStatusSchema: v.GenericSchema<RelayStatus> = v.object({
  requestId: text,
  status: text,
  inTxHashes: hashes,
  txHashes: hashes,
  refundTxHashes: hashes,
  originChainId: v.exactOptional(chainId),
  destinationChainId: v.exactOptional(chainId),
  updatedAt: v.exactOptional(time),
  publishedAt: v.exactOptional(time),
  quoteCreatedAt: v.exactOptional(time),
  details: v.exactOptional(text),
  failReason: v.exactOptional(text),
  refundFailReason: v.exactOptional(text),
  depositAddress: v.exactOptional(v.unknown()),
  history: v.array(v.object({ status: text, at: v.exactOptional(time), publishedAt: v.exactOptional(time) })),
  hashTimes: v.record(text, time),
  extra: v.record(text, v.unknown()),
})

/** Reads a value that somebody else put into the cache. */
export function reviveRelayStatus(value: unknown): RelayStatus | undefined {
  return v.is(relayStatusSchema, value) ? value : undefined
}

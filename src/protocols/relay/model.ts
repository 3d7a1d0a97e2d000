import * as v from 'valibot'
import type { RelayStatusName } from './status.js'

/** What the service may tell along with a status. All of it may be missing. */
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
  /** The deposit address that the request came through, as the service describes it. */
  readonly depositAddress?: unknown
  /** What else the service said, unread. */
  readonly extra: Readonly<Record<string, unknown>>
}

/** One status that the service was seen in, and what it told then. */
export interface RelayStatusChange extends RelayFacts {
  readonly status: RelayStatusName
  /** Since when, by the service's clock, in unix ms: `updatedAt`, or `publishedAt` in its stead. Absent where no time was told. */
  readonly at?: number
}

/** What is known of one Relay request: of each fact the newest that was told. Plain JSON. */
export interface RelayStatus extends RelayFacts {
  /** In lower case. */
  readonly requestId: string
  readonly status: RelayStatusName
  readonly inTxHashes: readonly string[]
  readonly txHashes: readonly string[]
  readonly refundTxHashes: readonly string[]
  /** When the request last changed, by the service's clock, in unix ms; its `publishedAt` where nothing better was told. Never decreases. */
  readonly updatedAt?: number
  /** Every status seen, oldest first, each once a time. The last one is where the request is. The newest 50. */
  readonly history: readonly RelayStatusChange[]
}

const text = v.custom<string>((value) => typeof value === 'string')
const chainId = v.exactOptional(v.custom<number>(Number.isSafeInteger))
/** Unix ms that a `Date` can hold, so that nothing that shows it can throw. */
const time = v.exactOptional(v.custom<number>((value) => typeof value === 'number' && value > 0 && value <= 8.64e15))
const words = v.exactOptional(text)
const hashes = v.array(text)
const record = v.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
)

const facts = {
  inTxHashes: v.exactOptional(hashes),
  txHashes: v.exactOptional(hashes),
  refundTxHashes: v.exactOptional(hashes),
  originChainId: chainId,
  destinationChainId: chainId,
  publishedAt: time,
  quoteCreatedAt: time,
  details: words,
  failReason: words,
  refundFailReason: words,
  depositAddress: v.exactOptional(v.custom<unknown>(() => true)),
  extra: record,
}

const changeSchema = v.object({ ...facts, status: text, at: time })

const relayStatusSchema: v.GenericSchema<RelayStatus> = v.object({
  ...facts,
  requestId: text,
  status: text,
  inTxHashes: hashes,
  txHashes: hashes,
  refundTxHashes: hashes,
  updatedAt: time,
  history: v.array(changeSchema),
})

/** Reads one fact that the service told; undefined where it can't be read. */
export function isFact(name: string, value: unknown): boolean {
  return isFactName(name) && v.is(facts[name], value)
}

function isFactName(name: string): name is keyof typeof facts {
  return Object.hasOwn(facts, name)
}

export function isTime(value: unknown): value is number {
  return v.is(time, value)
}

/** Reads a value that somebody else put into the cache, or that was just put together. */
export function reviveRelayStatus(value: unknown): RelayStatus | undefined {
  return v.is(relayStatusSchema, value) ? value : undefined
}

import { isInteger, isRecord, isText, isTexts } from '../guards.js'

/** One decoded parameter of a log. */
export interface LogParam {
  readonly name?: string | null
  /** Solidity's: `'uint256'`, `'address[]'`. */
  readonly type?: string | null
  readonly indexed?: boolean | null
  /** False where the log holds no more than a hash of the value. */
  readonly decoded?: boolean | null
  /**
   * Numbers as decimal text, however large (see `withBigInts`); a boolean; text; null; or a list of
   * `{ value, bitSize, typeAsString }`.
   */
  readonly value?: unknown
}

export interface DecodedLog {
  readonly name?: string | null
  readonly signature?: string | null
  readonly params?: readonly LogParam[] | null
}

/** One log event as the service tells it, in its own names. Plain JSON; what can't be read is left out. */
export interface LogEvent {
  readonly block_height: number
  /** The log's place in its block. */
  readonly log_offset: number
  readonly tx_hash: string
  /** ISO 8601. */
  readonly block_signed_at?: string | null
  readonly block_hash?: string | null
  /** The transaction's place in its block. */
  readonly tx_offset?: number | null
  readonly raw_log_topics?: readonly string[] | null
  readonly raw_log_data?: string | null
  readonly sender_contract_decimals?: number | null
  readonly sender_name?: string | null
  readonly sender_contract_ticker_symbol?: string | null
  readonly sender_address?: string | null
  readonly sender_address_label?: string | null
  readonly sender_logo_url?: string | null
  readonly sender_factory_address?: string | null
  readonly supports_erc?: readonly string[] | null
  /** Missing or null where the service doesn't know the event's signature. */
  readonly decoded?: DecodedLog | null
}

/**
 * Tells whether a field of a log, of its decoding or of a parameter is missing, null, or what it must be. Any value
 * will do for a field that isn't known.
 */
export function isReadable(name: string, value: unknown): boolean {
  if (value == null) return true
  if (/_(height|offset|decimals)$/.test(name)) return isInteger(value)
  if (/_(topics|erc)$/.test(name)) return isTexts(value)
  // That of a parameter is a flag.
  if (name === 'decoded') return isReadableRecord(value) || value === !!value
  if (name === 'params') return Array.isArray(value) && value.every(isReadableRecord)
  return isText(value) || !/^(block_|tx_|raw_|sender_|name$|type$|signature$)/.test(name)
}

function isReadableRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return isRecord(value) && Object.keys(value).every((name) => isReadable(name, value[name]))
}

export function isLogEvent(value: unknown): value is LogEvent {
  return isReadableRecord(value) && hasIdentity(value)
}

/** Tells whether readable fields are those of a log. */
export function hasIdentity<T extends object>(fields: T): fields is T & LogEvent {
  const { block_height, log_offset, tx_hash } = fields as Partial<LogEvent>
  return isInteger(block_height) && isInteger(log_offset) && isText(tx_hash) && tx_hash !== ''
}

/** Tells a log from every other one of its chain. */
export function toLogEventId({ log_offset, tx_hash }: LogEvent): string {
  return `${tx_hash.toLowerCase()}:${log_offset}`
}

export function compareLogs(a: LogEvent, b: LogEvent): number {
  return a.block_height - b.block_height || a.log_offset - b.log_offset
}

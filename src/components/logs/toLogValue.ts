import { isRecord } from '../../protocols/shared/guards.js'
import { toShortHash } from '../text/toShortHash.js'

/** A decoded value, as it is shown. Numbers stay text, or bigint: many are beyond the range of a number. */
export interface LogValueText {
  /** All of it. */
  readonly full: string
  /** Enough to tell it from others; `full` itself where that is short. */
  readonly short: string
  /** The number, where it is shown whole: people read it in groups. */
  readonly number?: bigint
}

const shownItems = 3

/** @param type Solidity's: `'uint256'`, `'address[]'`. */
export function toLogValue(value: unknown, type = ''): LogValueText {
  if (Array.isArray(value)) return toListText(value, type.replace(/\[\d*\]$/, ''))
  if (isRecord(value) && 'value' in value) return toLogValue(value['value'], type)
  const full = toText(value)
  const isNumber = /^u?int\d*$/.test(type) && /^-?\d+$/.test(full)
  const short = isNumber ? shortenNumber(full) : shorten(full)
  return isNumber && short === full ? { full, short, number: BigInt(full) } : { full, short }
}

function toListText(values: readonly unknown[], type: string): LogValueText {
  const texts = values.map((value) => toLogValue(value, type))
  const more = texts.length > shownItems ? [`… (${texts.length})`] : []
  return {
    full: `[${texts.map(({ full }) => full).join(', ')}]`,
    short: `[${[...texts.slice(0, shownItems).map(({ short }) => short), ...more].join(', ')}]`,
  }
}

function toText(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'bigint') return `${value}`
  return JSON.stringify(value ?? null, (_key, inner: unknown) => (typeof inner === 'bigint' ? `${inner}` : inner))
}

/** Keeps both ends of a hexadecimal text, the beginning of any other. */
function shorten(text: string): string {
  if (text.startsWith('0x')) return toShortHash(text)
  return text.length > 32 ? `${text.slice(0, 31)}…` : text
}

/** `≈1.1579e77`: up to a billion whole tokens of 18 decimals are shown as they are. */
function shortenNumber(text: string): string {
  const digits = text.replace('-', '')
  if (digits.length <= 28) return text
  return `≈${text.startsWith('-') ? '-' : ''}${digits[0]}.${digits.slice(1, 5)}e${digits.length - 1}`
}

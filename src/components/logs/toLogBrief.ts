import type { LogEvent } from '../../protocols/shared/logs/logEvent.js'
import { type LogValueText, toLogValue } from './toLogValue.js'

/** A row says this of an event while it is closed. */
export interface LogBrief {
  /** Its addresses, short, in the order of the parameters; empty where it has none. */
  readonly parties: string
  /** Its first number, as the log has it; undefined where it has none. */
  readonly number: LogValueText | undefined
  /** The number as a decimal one of whole tokens; undefined where it isn't known to count any. */
  readonly units: string | undefined
}

/** Sums an event up in one line. */
export function toLogBrief({ decoded, sender_contract_decimals: decimals }: LogEvent): LogBrief {
  const values = (decoded?.params ?? []).map(({ indexed, type, value }) => ({
    ...toLogValue(value, type ?? ''),
    indexed,
    type: type ?? '',
  }))
  const number = values.find(({ full, type }) => /^u?int\d*$/.test(type) && /^-?\d+$/.test(full))
  // Events of ERC-20 count the contract's own tokens, any other event may count anything.
  // An indexed number is the id of a token.
  const isOfTokens = /^(Transfer|Approval)$/.test(decoded?.name ?? '') && !number?.indexed
  return {
    parties: values.flatMap(({ short, type }) => (type === 'address' ? short : [])).join(' → '),
    number,
    units: number && isOfTokens && decimals != null && decimals >= 0 ? toUnits(number.full, decimals) : undefined,
  }
}

/** Moves the point. EIP-20's tokens never take an allowance of all there is off. */
function toUnits(raw: string, decimals: number): string | undefined {
  // No token has more, nor less than nothing.
  if (decimals > 77 || raw.startsWith('-')) return undefined
  if (raw.startsWith('11579208923731619542') && raw.length === 78) return '∞'
  const digits = raw.padStart(decimals + 1, '0')
  const at = digits.length - decimals
  return `${digits.slice(0, at)}.${digits.slice(at)}`
}

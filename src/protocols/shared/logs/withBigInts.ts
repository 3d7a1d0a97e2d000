import { isRecord, isText } from '../guards.js'
import type { LogEvent } from './logEvent.js'

/**
 * The same log with its whole numbers as `bigint`, those in lists too: for `select`, since a cache holds JSON.
 *
 * `useLogEvents({ …, select: withBigInts })`
 */
export function withBigInts(event: LogEvent): LogEvent {
  const { decoded } = event
  if (!decoded?.params) return event
  return {
    ...event,
    decoded: {
      ...decoded,
      params: decoded.params.map((param) => ({ ...param, value: widen(param.value, param.type ?? '') })),
    },
  }
}

function widen(value: unknown, type: string): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => widen(one, type))
  if (isRecord(value)) {
    const { typeAsString } = value
    return { ...value, value: widen(value['value'], isText(typeAsString) ? typeAsString : type) }
  }
  const isWhole = Number.isSafeInteger(value) || (isText(value) && /^-?\d+$/.test(value))
  return isWhole && /^u?int\d*(\[\d*\])*$/.test(type) ? BigInt(String(value)) : value
}

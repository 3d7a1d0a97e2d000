import { isRecord, toLength, toRecord } from '../shared/guards.js'
import { hasIdentity, isReadable, type LogEvent } from './model.js'

/** A longer field of a log is left out, in characters of JSON: a block holds hardly more. */
const maxLength = 100_000

/**
 * Reads the log events in an answer, whatever way they are wrapped; leaves out those that can't be read. Undefined
 * where there can't be any.
 */
export function toLogEvents(value: unknown): readonly LogEvent[] | undefined {
  const { data = value } = toRecord(value)
  const { items = data } = toRecord(data)
  const all: unknown = isRecord(items) ? [items] : items
  return Array.isArray(all) ? all.flatMap((item) => toLogEvent(item) ?? []) : undefined
}

/** Reads a log event that came from outside, as far as it can be read; undefined where it can't be told from others. */
function toLogEvent(value: unknown): LogEvent | undefined {
  const readable = Object.entries(toRecord(value)).filter(
    ([name, field]) => name !== '__proto__' && toLength(field) <= maxLength && isReadable(name, field),
  )
  const event = Object.fromEntries(readable)
  return hasIdentity(event) ? event : undefined
}

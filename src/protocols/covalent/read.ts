import { isRecord, toRecord } from '../shared/guards.js'
import { isLogEvent, isReadable, type LogEvent } from './model.js'

/** Of what holds log events, whatever way they are wrapped, those that can be read; undefined where it can't hold any. */
export function toLogEvents(value: unknown): readonly LogEvent[] | undefined {
  const { data = value } = toRecord(value)
  const { items = data } = toRecord(data)
  const all: unknown = isRecord(items) ? [items] : items
  return Array.isArray(all) ? all.flatMap((item) => toLogEvent(item) ?? []) : undefined
}

/** Of a log event that came from outside, what can be read; undefined where it can't be told from others. */
function toLogEvent(value: unknown): LogEvent | undefined {
  const readable = Object.entries(toRecord(value)).filter(([name, field]) => isReadable(name, field))
  const event: unknown = Object.fromEntries(readable)
  return isLogEvent(event) ? event : undefined
}

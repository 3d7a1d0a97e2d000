import { isObject } from '../../core/utils/json.js'

// Guards for whatever comes from outside: nothing is made of a value that isn't what it must be.

export function isText(value: unknown): value is string {
  return typeof value === 'string'
}

export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText)
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && !Array.isArray(value)
}

export function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value)
}

/** A text that says something. */
export function toText(value: unknown): string | undefined {
  return isText(value) && value ? value : undefined
}

/** Unix ms that a `Date` can hold, so that nothing that shows it can throw. */
export function isTime(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value <= 8.64e15
}

/** How many characters a value takes, roughly; no end of them where it is nested so deep that nobody means it. */
export function toLength(value: unknown, levels = 20): number {
  if (!isObject(value)) return String(value).length
  if (!levels) return Infinity
  return Object.entries(value).reduce((sum, [name, part]) => sum + name.length + toLength(part, levels - 1), 2)
}

/** So that its fields can be looked at, whatever it is. */
export function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {}
}

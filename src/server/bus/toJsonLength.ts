/** Counts the characters of JSON that a value takes. Undefined where none can be written: it is nested too deep. */
export function toJsonLength(value: unknown): number | undefined {
  try {
    return JSON.stringify(value).length
  } catch {
    return undefined
  }
}

/** Writes a value as JSON. Undefined where that can't be done: it is nested too deep. */
export function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}

/** Writes a time alike on every machine: `2025-12-17 16:42 UTC`. */
export function toUtcText(date: Date): string {
  return date.toISOString().replace(/T(.{5}).*/, ' $1 UTC')
}

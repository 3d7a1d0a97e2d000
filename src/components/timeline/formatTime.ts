export type TimeFormat = 'clock' | 'relative' | Intl.DateTimeFormatOptions

/** The same on every machine: `2025-12-17 16:42 UTC`. */
export function toUtcText(date: Date): string {
  return date.toISOString().replace(/T(.{5}).*/, ' $1 UTC')
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const

/** By the clock, `4:42:07 PM`; relative, `2 minutes ago`, in whole units of the largest that fits. */
export function toTimeText(date: Date, format: TimeFormat, locale: string | undefined): string {
  const now = new Date()
  if (format === 'relative') {
    // A clock that is a little ahead of ours reads as now.
    const passedMs = Math.max(0, now.getTime() - date.getTime())
    const [unit, unitMs] = units.find(([, ms]) => passedMs >= ms) ?? units[3]
    return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-Math.floor(passedMs / unitMs), unit)
  }
  const isToday = date.toDateString() === now.toDateString()
  const clock = isToday ? ({ timeStyle: 'medium' } as const) : ({ dateStyle: 'medium', timeStyle: 'short' } as const)
  return date.toLocaleString(locale, format === 'clock' ? clock : format)
}

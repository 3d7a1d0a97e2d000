/** The same on every machine: `2025-12-17 16:42 UTC`. */
export function toUtcText(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

export function toTimeText(
  date: Date,
  now: number,
  locale: string | undefined,
  format: 'clock' | Intl.DateTimeFormatOptions,
): string {
  const isToday = date.toDateString() === new Date(now).toDateString()
  const clock: Intl.DateTimeFormatOptions = isToday
    ? { timeStyle: 'medium' }
    : { dateStyle: 'medium', timeStyle: 'short' }
  return date.toLocaleString(locale, format === 'clock' ? clock : format)
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const

/** `2 minutes ago`, in whole units of the largest that fits; a clock that is a little ahead of ours reads as now. */
export function toRelativeTime(date: Date, now: number, locale: string | undefined): string {
  const passed = Math.max(0, now - date.getTime())
  const [unit, ms] = units.find(([, unitMs]) => passed >= unitMs) ?? units[3]
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-Math.floor(passed / ms), unit)
}

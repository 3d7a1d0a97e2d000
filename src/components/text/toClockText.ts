/** Writes the time of day by default, with the date where it isn't today. */
export function toClockText(date: Date, locale: string | undefined, format?: Intl.DateTimeFormatOptions): string {
  const isToday = date.toDateString() === new Date().toDateString()
  const clock: Intl.DateTimeFormatOptions = isToday
    ? { timeStyle: 'medium' }
    : { dateStyle: 'medium', timeStyle: 'short' }
  return date.toLocaleString(locale, format ?? clock)
}

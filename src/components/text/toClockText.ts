/** The words that times need. */
export interface ClockWords {
  readonly locale: string | undefined
  readonly messages: {
    readonly clock?: Pick<Intl.DateTimeFormatOptions, 'timeZone' | 'hourCycle' | 'hour12'> | undefined
  }
}

/**
 * Writes the time of day by default, with the date where it isn't today. `messages.clock` sets the time zone and the
 * hours; throws a RangeError for a time zone that the browser doesn't know.
 */
export function toClockText(
  date: Date,
  { locale, messages: { clock } }: ClockWords,
  format?: Intl.DateTimeFormatOptions,
): string {
  const toDay = (one: Date) => one.toLocaleDateString('en', { timeZone: clock?.timeZone })
  const usual: Intl.DateTimeFormatOptions =
    toDay(date) === toDay(new Date()) ? { timeStyle: 'medium' } : { dateStyle: 'medium', timeStyle: 'short' }
  return date.toLocaleString(locale, { ...clock, ...(format ?? usual) })
}

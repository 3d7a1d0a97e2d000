import type { ReactNode } from 'react'

/**
 * Makes a `<time>`'s attributes; undefined where there is no time. Data can hold any number: one that is no date is
 * none.
 */
export function toTimeAttributes(at: number | undefined, props: object, toText: (date: Date) => ReactNode) {
  const date = new Date(at ?? Number.NaN)
  if (Number.isNaN(date.getTime())) return undefined
  return { dateTime: date.toISOString(), children: toText(date), ...props }
}

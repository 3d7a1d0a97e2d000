import type { ReactNode } from 'react'

/** Of a `<time>`; undefined where there is no time: data can hold any number, and what is no date is not shown. */
export function toTimeAttributes(at: number | undefined, props: object, toText: (date: Date) => ReactNode) {
  const date = new Date(at ?? Number.NaN)
  if (Number.isNaN(date.getTime())) return undefined
  return { dateTime: date.toISOString(), children: toText(date), ...props }
}

import type { ReactNode } from 'react'

/** Draws a `<time>`. Data can hold any number: nothing is drawn where it is no date, or where there is none. */
export function drawTime(at: number | undefined, props: object, toText: (date: Date) => ReactNode) {
  const date = new Date(at ?? Number.NaN)
  if (Number.isNaN(date.getTime())) return undefined
  return { attributes: { dateTime: date.toISOString(), children: toText(date), ...props } }
}

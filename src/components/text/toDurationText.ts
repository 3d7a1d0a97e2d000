import { ageUnits } from './toAge.js'

/** Writes a length of time in its two largest units that aren't zero: `2m 10s`, in the reader's language. */
export function toDurationText(ms: number, locale: string | undefined): string {
  const texts: string[] = []
  let rest = Math.max(0, ms)
  for (const [unit, unitMs] of ageUnits) {
    const count = Math.floor(rest / unitMs)
    rest %= unitMs
    if (count > 0 || (unitMs === 1000 && texts.length === 0))
      texts.push(count.toLocaleString(locale, { style: 'unit', unit, unitDisplay: 'narrow' }))
  }
  return texts.slice(0, 2).join(' ')
}

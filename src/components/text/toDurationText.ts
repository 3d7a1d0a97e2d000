import { ageUnits } from './toAge.js'

/** As it is in newer browsers. */
interface Formatters {
  readonly NumberFormat: unknown
  readonly DurationFormat?: new (
    locale: string | undefined,
    options: { readonly style: 'narrow'; readonly secondsDisplay: 'always' | 'auto' },
  ) => { format(duration: Readonly<Record<string, number>>): string }
}

/**
 * Writes a length of time in its two largest units that aren't zero: `2m 10s`, in the reader's language. Where the
 * browser has no `Intl.DurationFormat` (Chrome 129, Firefox 136, Safari 16.4), units stand beside each other.
 */
export function toDurationText(ms: number, locale: string | undefined): string {
  const counts: (readonly [unit: string, count: number])[] = []
  let rest = Math.max(0, ms)
  for (const [unit, unitMs] of ageUnits) {
    const count = Math.floor(rest / unitMs)
    rest %= unitMs
    if (count > 0 || (unitMs === 1000 && counts.length === 0)) counts.push([unit, count])
  }
  const shown = counts.slice(0, 2)
  const { DurationFormat }: Formatters = Intl
  if (DurationFormat)
    return new DurationFormat(locale, {
      style: 'narrow',
      // Nothing is left of 0 s else.
      secondsDisplay: shown[0]?.[0] === 'second' ? 'always' : 'auto',
    }).format(Object.fromEntries(shown.map(([unit, count]) => [`${unit}s`, count])))
  return shown
    .map(([unit, count]) => count.toLocaleString(locale, { style: 'unit', unit, unitDisplay: 'narrow' }))
    .join(' ')
}

/** Returns the tag that was meant, `de-DE` for `de_DE` too; undefined where it is none, since `Intl` throws at such. */
export function toLocale(tag: string | undefined): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag?.replaceAll('_', '-'))[0]
  } catch {
    return undefined
  }
}

/** The scripts, of living languages, that are written from right to left. */
const fromTheRight = /Adlm|Arab|Hebr|Nkoo|Rohg|Syrc|Thaa/

/** Makes an element's `lang` and `dir` of a BCP 47 tag. */
export function toLanguageAttributes(lang: string | undefined) {
  const script = lang && new Intl.Locale(lang).maximize().script
  return script && { lang, dir: fromTheRight.test(script) ? 'rtl' : 'ltr' }
}

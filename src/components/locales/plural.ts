/** The forms of a phrase, by the language's rules (CLDR); `{}` is where the number's text stands. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }

/**
 * Says a phrase with a number as a language does.
 *
 * @param count The number, which decides about the form.
 * @param text The number as it is read.
 */
export function plural(locale: string, count: number, text: string, forms: PluralForms): string {
  const form = forms[new Intl.PluralRules(locale).select(count)] ?? forms.other
  return form.replace('{}', () => text)
}

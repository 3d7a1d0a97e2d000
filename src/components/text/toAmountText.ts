/** Writes a decimal number as its reader is used to, in nine digits at most; anything else as it is. */
export function toAmountText(amount: string, locale: string | undefined): string {
  const value = Number(amount)
  return Number.isFinite(value) ? value.toLocaleString(locale, { maximumSignificantDigits: 9 }) : amount
}

import type { Intent } from 'onwire/fusion'

const decimals = 18

/** The demo's coordinator moves ether: amounts come in wei, of which four digits behind the point are enough to read. */
export function toAmount({ amount = '' }: Intent, locale: string | undefined): string | undefined {
  if (!/^\d+$/.test(amount)) return undefined
  const whole = BigInt(amount) / 10n ** BigInt(decimals - 4)
  return `${(Number(whole) / 10_000).toLocaleString(locale, { maximumFractionDigits: 4 })} ETH`
}

import { OnwireError } from '../../core/contract/errors.js'

/** Lists the keys: one, or several during an exchange of keys. Throws if none: an empty key would let everybody in. */
export function toKeys(apiKey: string | readonly string[]): readonly string[] {
  const keys = toList(apiKey)
  if (keys.length > 0) return keys
  throw new OnwireError({
    code: 'NO_API_KEY',
    what: "Relay's webhooks are to be verified, and `apiKey` is empty.",
    why: 'Anybody could sign with an empty key.',
    remedy: 'Pass the API key that the webhook was set up for. If it comes from the environment, check that it is set.',
  })
}

/** Lists the headers that each webhook must carry. Throws where a value is empty: no webhook could match it. */
export function toExpectedHeaders(
  headers: Readonly<Record<string, string | readonly string[]>> = {},
): readonly (readonly [name: string, values: readonly string[]])[] {
  return Object.entries(headers).map(([name, value]) => {
    const values = toList(value).map((text) => text.trim())
    if (values.length > 0) return [name, values] as const
    throw new OnwireError({
      code: 'NO_HEADER_VALUE',
      what: `The webhook's header '${name}' is to be checked, and no value is given.`,
      why: 'Every webhook would be refused.',
      remedy: 'Pass the value that Relay was told. If it comes from the environment, check that it is set.',
    })
  })
}

/** Drops empty values: during an exchange of keys the old or the new one may be unset. */
function toList(value: string | readonly string[] | undefined): readonly string[] {
  return [value ?? []].flat().filter((text) => typeof text === 'string' && text.trim() !== '')
}

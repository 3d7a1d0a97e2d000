import { OnwireError } from '../../core/contract/errors.js'

/** One value, or several during an exchange. */
export type SecretValues = string | readonly string[]

/** A secret, or a function that gives it at each request: one that isn't there yet when the module is loaded. */
export type Secret = SecretValues | (() => SecretValues | undefined | Promise<SecretValues | undefined>)

/** The secrets of one request, read. */
export interface Secrets {
  readonly keys: readonly string[]
  readonly headers: readonly (readonly [name: string, values: readonly string[]])[]
}

export interface SecretOptions {
  readonly apiKey: Secret
  readonly headers?: Readonly<Record<string, Secret>> | undefined
}

/**
 * Reads the secrets. Throws `NO_API_KEY` if there is no key: anybody could sign with an empty one. Throws
 * `NO_HEADER_VALUE` where a header's value is empty: no webhook could match it.
 */
export async function readSecrets({ apiKey, headers = {} }: SecretOptions): Promise<Secrets> {
  const keys = toKeys(await readSecret(apiKey))
  const read = Object.entries(headers).map(async ([name, value]) => toHeader(name, await readSecret(value)))
  return { keys, headers: await Promise.all(read) }
}

/** Checks at once what is there. Undefined where a function is asked at each request; throws as `readSecrets` does. */
export function readFixedSecrets({ apiKey, headers = {} }: SecretOptions): Secrets | undefined {
  const keys = typeof apiKey === 'function' ? undefined : toKeys(apiKey)
  const read = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'function' ? [] : [toHeader(name, value)],
  )
  return keys && read.length === Object.keys(headers).length ? { keys, headers: read } : undefined
}

async function readSecret(secret: Secret): Promise<SecretValues | undefined> {
  return typeof secret === 'function' ? secret() : secret
}

function toKeys(apiKey: SecretValues | undefined): readonly string[] {
  const keys = toList(apiKey)
  if (keys.length > 0) return keys
  throw new OnwireError({
    code: 'NO_API_KEY',
    what: "Relay's webhooks are to be verified, and `apiKey` is empty.",
    why: 'Anybody could sign with an empty key.',
    remedy:
      'Pass the API key that the webhook was set up for. If it comes from the environment, check that it is set; where it is set only at run time, pass a function.',
  })
}

function toHeader(name: string, value: SecretValues | undefined): readonly [name: string, values: readonly string[]] {
  const values = toList(value)
  if (values.length > 0) return [name, values]
  throw new OnwireError({
    code: 'NO_HEADER_VALUE',
    what: `The webhook's header '${name}' is to be checked, and no value is given.`,
    why: 'Every webhook would be refused.',
    remedy:
      'Pass the value that Relay was told. If it comes from the environment, check that it is set; where it is set only at run time, pass a function.',
  })
}

/**
 * Drops empty values: during an exchange of keys the old or the new one may be unset. Drops the space around one, too:
 * a secret that is read from a file ends with a line feed.
 */
function toList(value: SecretValues | undefined): readonly string[] {
  return [value ?? []].flat().flatMap((text) => (typeof text === 'string' && text.trim()) || [])
}

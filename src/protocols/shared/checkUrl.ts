import { toError } from './toError.js'
import { toUrl } from './toUrl.js'

/**
 * Throws where an option is neither an absolute address of the scheme, secure or not, nor a function that is asked for
 * one. A production build doesn't check: the connection and each request end with the error there.
 */
export function checkUrl(name: string, id: string, option: string, value: unknown, scheme: 'http' | 'ws'): void {
  if (process.env.NODE_ENV === 'production' || typeof value === 'function' || toUrl(String(value), scheme)) return
  throw toError(
    id,
    'INVALID_URL',
    `\`${option}\` of ${name}() is of no use: it is ${describe(value)}.`,
    `Pass an absolute ${scheme}(s) URL, or a function.`,
  )
}

/** Names the type of a value, or the scheme and the host of an address: a query, a path or a password may be secret. */
function describe(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value !== 'string') return `a value of type ${typeof value}`
  if (!value) return 'an empty text'
  try {
    const { host, protocol } = new URL(value)
    return `an address of the scheme ${protocol}${host && ` and the host ${host}`}`
  } catch {
    return 'a text without a scheme and a host'
  }
}

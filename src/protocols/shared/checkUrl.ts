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
    `That is no \`${option}\` for ${name}().`,
    `Pass an absolute ${scheme}(s) URL, or a function.`,
  )
}

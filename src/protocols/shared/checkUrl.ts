import { toError } from './toError.js'
import { toUrl } from './toUrl.js'

/**
 * Throws where an option is neither an absolute address of the scheme, secure or not, nor a function that is asked for
 * one.
 */
export function checkUrl(name: string, id: string, option: string, value: unknown, scheme: 'http' | 'ws'): void {
  if (typeof value === 'function' || toUrl(String(value), scheme)) return
  const what = `That is no \`${option}\` for ${name}().`
  throw toError(id, 'INVALID_URL', what, `Pass an absolute ${scheme}(s) URL, or a function.`)
}

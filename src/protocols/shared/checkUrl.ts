import { toMistake } from './toError.js'
import { toUrl } from './toUrl.js'

/**
 * Throws where an option is neither an absolute address of the scheme, secure or not, nor a function that is asked for
 * one.
 */
export function checkUrl(name: string, id: string, option: string, value: unknown, scheme: 'http' | 'ws'): void {
  if (typeof value === 'function' || toUrl(String(value), scheme)) return
  throw toMistake(
    'INVALID_URL',
    process.env.NODE_ENV !== 'production' && {
      what: `That is no \`${option}\` for ${name}().`,
      remedy: `Pass an absolute ${scheme}(s) URL, or a function.`,
    },
    id,
  )
}

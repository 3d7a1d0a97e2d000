import { hideSecrets } from '../transports/hideSecrets.js'
import { toError } from './toError.js'
import { toUrl } from './toUrl.js'

/** Throws where an option is neither an absolute address of the scheme, secure or not, nor a function that is asked for one. */
export function checkUrl(name: string, id: string, option: string, value: unknown, scheme: 'http' | 'ws'): void {
  if (typeof value === 'function' || toUrl(String(value), scheme)) return
  throw toError(
    id,
    'INVALID_URL',
    `"${hideSecrets(String(value))}" is no \`${option}\` for ${name}().`,
    `Pass an absolute ${scheme}: or ${scheme}s: URL, or a function that returns one.`,
  )
}

import { hideSecrets } from '../../transports/hideSecrets.js'
import { isText } from '../guards.js'
import { toError } from '../toError.js'
import { toUrl } from '../toUrl.js'
import type { RelayOptions } from './options.js'

/** Throws where the app can't have meant what it passed. */
export function checkRelayOptions({ apiKey, apiUrl, dangerouslyExposeApiKey, url }: RelayOptions, id: string): void {
  const socketUrl = checkUrl('url', url, 'ws', id)
  checkUrl('apiUrl', apiUrl, 'http', id)
  if (dangerouslyExposeApiKey || typeof document === 'undefined') return
  if (apiKey || socketUrl?.searchParams.has('apiKey'))
    throw toError(
      id,
      'API_KEY_IN_BROWSER',
      'relay() got an API key in a browser, where anybody can read it.',
      'Keep it on your server, and let `url` and `apiUrl` point there; or set `dangerouslyExposeApiKey`.',
    )
}

function checkUrl(option: string, value: unknown, scheme: 'http' | 'ws', id: string): URL | undefined {
  if (!isText(value)) return undefined
  const url = toUrl(value, scheme)
  if (url) return url
  throw toError(
    id,
    'INVALID_URL',
    `relay() can't use "${hideSecrets(value)}" as \`${option}\`.`,
    `Pass an absolute ${scheme}: or ${scheme}s: URL, or a function that returns one.`,
  )
}

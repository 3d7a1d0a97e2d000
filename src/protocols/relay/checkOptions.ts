import { OnwireError } from '../../core/errors.js'
import { hideSecrets } from '../../transports/hideSecrets.js'
import { toUrl } from '../toUrl.js'
import type { RelayOptions, UrlSource } from './options.js'

/** Throws where the app can't have meant what it passed. */
export function checkRelayOptions(
  { url, apiUrl, apiKey, dangerouslyExposeApiKey }: RelayOptions,
  protocol: string,
): void {
  const socketUrl = checkUrl('url', url, ['wss:', 'ws:'], protocol)
  checkUrl('apiUrl', apiUrl, ['https:', 'http:'], protocol)
  const isBrowser = typeof document !== 'undefined'
  if (!isBrowser || dangerouslyExposeApiKey || !(apiKey || socketUrl?.searchParams.has('apiKey'))) return
  throw new OnwireError({
    code: 'API_KEY_IN_BROWSER',
    what: 'relay() was given an API key in a browser.',
    why: 'Whoever opens the page can read and spend it.',
    remedy:
      'Keep it on your server and let `url` and `apiUrl` point there, or pass none; `dangerouslyExposeApiKey: true` overrides this.',
    protocol,
  })
}

function checkUrl(
  option: 'url' | 'apiUrl',
  value: UrlSource | undefined,
  schemes: readonly string[],
  protocol: string,
): URL | undefined {
  if (value === undefined || typeof value === 'function') return undefined
  const url = toUrl(value, schemes)
  if (url) return url
  throw new OnwireError({
    code: 'INVALID_URL',
    what: `relay() can't use "${hideSecrets(value)}" as \`${option}\`.`,
    remedy: `Pass an absolute ${schemes.join(' or ')} address, or a function that returns one.`,
    protocol,
  })
}

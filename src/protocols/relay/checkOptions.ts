import { OnwireError } from '../../core/errors.js'
import { hideSecrets } from '../../transports/hideSecrets.js'
import { toUrl } from '../toUrl.js'
import type { RelayOptions, UrlSource } from './options.js'

/** Throws where the app can't have meant what it passed. */
export function checkRelayOptions(options: RelayOptions, protocol: string): void {
  const { url, apiUrl, apiKey, dangerouslyExposeApiKey } = options
  const socketUrl = checkUrl('url', url, 'ws', protocol)
  checkUrl('apiUrl', apiUrl, 'http', protocol)
  const hasKey = apiKey || socketUrl?.searchParams.has('apiKey')
  if (typeof document === 'undefined' || dangerouslyExposeApiKey || !hasKey) return
  throw new OnwireError({
    code: 'API_KEY_IN_BROWSER',
    what: 'relay() was given an API key in a browser,',
    why: 'where anybody can read and spend it.',
    remedy:
      'Keep it on your server, and let `url` and `apiUrl` point there; `dangerouslyExposeApiKey: true` overrides this.',
    protocol,
  })
}

function checkUrl(
  option: 'url' | 'apiUrl',
  value: UrlSource | undefined,
  scheme: 'http' | 'ws',
  protocol: string,
): URL | undefined {
  if (value === undefined || typeof value === 'function') return undefined
  const url = toUrl(value, scheme)
  if (url) return url
  throw new OnwireError({
    code: 'INVALID_URL',
    what: `relay() can't use "${hideSecrets(value)}" as \`${option}\`.`,
    remedy: `Pass an absolute ${scheme}: or ${scheme}s: address, or a function that returns one.`,
    protocol,
  })
}

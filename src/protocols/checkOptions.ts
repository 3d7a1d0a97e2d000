import { hideSecrets } from '../transports/hideSecrets.js'
import { isText } from './guards.js'
import type { UrlSource } from './toAddress.js'
import { toError } from './toError.js'
import { toUrl } from './toUrl.js'

/** Of a protocol's options, those that can be wrong for any service. */
export interface EndpointOptions {
  readonly url?: UrlSource
  readonly apiUrl?: UrlSource
  readonly apiKey?: string
  readonly dangerouslyExposeApiKey?: boolean
}

/** Throws where the app can't have meant what it passed. */
export function checkOptions(
  { apiKey, apiUrl, dangerouslyExposeApiKey, url }: EndpointOptions,
  name: string,
  id: string,
): void {
  check('url', url, 'ws')
  check('apiUrl', apiUrl, 'http')
  const hasKey = apiKey || (isText(url) && /[?&](apiK|k)ey=/.test(url))
  if (hasKey && !dangerouslyExposeApiKey && typeof document !== 'undefined')
    throw toError(
      id,
      'API_KEY_IN_BROWSER',
      `${name}() got an API key in a browser, where anybody can read it.`,
      'Keep it on your server, or set `dangerouslyExposeApiKey`.',
    )

  function check(option: string, value: unknown, scheme: 'http' | 'ws') {
    if (isText(value) && !toUrl(value, scheme))
      throw toError(
        id,
        'INVALID_URL',
        `"${hideSecrets(value)}" is no \`${option}\` for ${name}().`,
        `Pass an absolute ${scheme}: or ${scheme}s: URL, or a function that returns one.`,
      )
  }
}

import { hideSecrets } from '../../transports/hideSecrets.js'
import { isText } from '../guards.js'
import { toError } from '../toError.js'
import { toUrl } from '../toUrl.js'
import type { RelayOptions } from './options.js'

/** Throws where the app can't have meant what it passed. */
export function checkRelayOptions({ apiKey, apiUrl, dangerouslyExposeApiKey, url }: RelayOptions, id: string): void {
  checkUrl(id, 'url', url, 'ws')
  checkUrl(id, 'apiUrl', apiUrl, 'http')
  const hasKey = apiKey || (isText(url) && /[?&]apiKey=/.test(url))
  if (hasKey && !dangerouslyExposeApiKey && typeof document !== 'undefined')
    throw toError(
      id,
      'API_KEY_IN_BROWSER',
      'relay() got an API key in a browser, where anybody can read it.',
      'Keep it on your server, or set `dangerouslyExposeApiKey`.',
    )
}

function checkUrl(id: string, option: string, value: unknown, scheme: 'http' | 'ws'): void {
  if (isText(value) && !toUrl(value, scheme))
    throw toError(
      id,
      'INVALID_URL',
      `"${hideSecrets(value)}" is no \`${option}\` for relay().`,
      `Pass an absolute ${scheme}: or ${scheme}s: URL, or a function that returns one.`,
    )
}

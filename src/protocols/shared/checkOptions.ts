import { checkUrl } from './checkUrl.js'
import { isText } from './guards.js'
import { isInBrowser } from './isInBrowser.js'
import type { UrlSource } from './toAddress.js'
import { toMistake } from './toError.js'

/** Options of a protocol that can be wrong for any service. */
export interface EndpointOptions {
  readonly url?: UrlSource | undefined
  readonly apiUrl?: UrlSource | undefined
  readonly apiKey?: string | undefined
  readonly dangerouslyExposeApiKey?: boolean | undefined
}

/** Throws where the app can't have meant what it passed. */
export function checkOptions(
  { apiKey, apiUrl, dangerouslyExposeApiKey, url }: EndpointOptions,
  name: string,
  id: string,
): void {
  if (url !== undefined) checkUrl(name, id, 'url', url, 'ws')
  if (apiUrl !== undefined) checkUrl(name, id, 'apiUrl', apiUrl, 'http')
  const hasKey = apiKey || [url, apiUrl].some((text) => isText(text) && /[?&](api[_-]?)?key=|\/\/[^/?#]*@/i.test(text))
  if (hasKey && !dangerouslyExposeApiKey && isInBrowser())
    throw toMistake(
      'API_KEY_IN_BROWSER',
      process.env.NODE_ENV !== 'production' && {
        what: `${name}() got an API key in a browser.`,
        remedy: 'Keep it on your server, or set `dangerouslyExposeApiKey`.',
      },
      id,
    )
}

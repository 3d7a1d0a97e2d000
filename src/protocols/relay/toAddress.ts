import type { UrlSource } from './options.js'

/** Where to turn to now: the source is asked each time, and its own path and query are kept. */
export async function toAddress(
  source: UrlSource,
  path: string,
  query: Readonly<Record<string, string>>,
): Promise<string> {
  const url = new URL(typeof source === 'string' ? source : await source())
  if (path) url.pathname = url.pathname.replace(/\/+$/, '') + path
  for (const name in query) url.searchParams.set(name, query[name] ?? '')
  return url.href
}

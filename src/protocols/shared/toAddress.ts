/** An address, or a function that is asked for one each time it is needed. */
export type UrlSource = string | (() => string | Promise<string>)

/** Where to turn to now: the source is asked each time, and its own path and query are kept. */
export async function toAddress(
  source: UrlSource,
  path: string,
  query: Readonly<Record<string, string>>,
): Promise<string> {
  const url = new URL(typeof source === 'string' ? source : await source())
  // Addresses may end with slashes.
  if (path) url.pathname = (url.pathname + path).replace(/\/\/+/g, '/')
  for (const name in query) url.searchParams.set(name, query[name] ?? '')
  return url.href
}

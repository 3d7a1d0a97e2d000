/** The base of a page's relative URLs; undefined outside a page, where they are an error. */
export function getBaseUrl(): string | undefined {
  return typeof location === 'undefined' ? undefined : location.href
}

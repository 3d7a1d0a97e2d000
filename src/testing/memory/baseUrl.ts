/** What a page's relative URLs start from; undefined outside a page, where they are an error. */
export function getBaseUrl(): string | undefined {
  return typeof location === 'undefined' ? undefined : location.href
}

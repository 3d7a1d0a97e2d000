/** The address if it is an absolute one of the web; links are made from data, and `javascript:` is data too. */
export function toSafeHref(href: string | undefined): string | undefined {
  if (!href || !/^https?:\/\//i.test(href)) return undefined
  try {
    return new URL(href).href
  } catch {
    return undefined
  }
}

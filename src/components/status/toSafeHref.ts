import { toLink } from '../../protocols/shared/toLink.js'

/** Returns the address if it is an absolute one of the web: links are made from data, and `javascript:` is data too. */
export function toSafeHref(href: string | undefined): string | undefined {
  return href && /^https?:\/\//i.test(href) ? toLink(href)?.href : undefined
}

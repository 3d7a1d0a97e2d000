import { toUrl } from './toUrl.js'

/** Reads an address that people are led to. None with a user's name: `https://etherscan.io@other.example` misleads. */
export function toLink(text: string): URL | undefined {
  const url = toUrl(text, 'http')
  return url && !url.username && !url.password ? url : undefined
}

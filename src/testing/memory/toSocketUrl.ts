import { getBaseUrl } from './baseUrl.js'

/** Reads a socket's URL as browsers do: relative ones count from the page, http means ws, anything else throws. */
export function toSocketUrl(url: string | URL): URL {
  let address: URL
  try {
    address = new URL(url, getBaseUrl())
  } catch {
    throw new DOMException(`The URL '${String(url)}' is invalid.`, 'SyntaxError')
  }
  if (address.protocol === 'http:') address.protocol = 'ws:'
  if (address.protocol === 'https:') address.protocol = 'wss:'
  if (!/^wss?:$/.test(address.protocol)) {
    throw new DOMException(
      `The URL's scheme must be 'ws', 'wss', 'http' or 'https'; '${address.protocol}' is none of them.`,
      'SyntaxError',
    )
  }
  return address
}

import type { IncomingMessage } from 'node:http'

/** The request's target on a base of our own, since a client may send any `Host`; what is no URL is the root. */
export function toUrl(request: IncomingMessage): URL {
  const target = request.url ?? '/'
  try {
    return new URL(target.startsWith('/') ? `http://simulator.invalid${target}` : target)
  } catch {
    return new URL('http://simulator.invalid/')
  }
}

import { OnwireError } from '../../core/contract/errors.js'
import { isText, toRecord } from '../../protocols/shared/guards.js'

/** A route below the bridge's path: `'/events'`. */
export type Route = `/${string}`

export interface BridgePath {
  /** The path without a slash at its end. */
  readonly path: string
  /** All routes, for whoever looks for one that isn't there. */
  readonly routes: readonly Route[]
  /**
   * Reads the route of a request by its URL's path, and by that which the client sent, character by character: a guard
   * in front of the bridge sees that one, and an address that only means the same would pass it by.
   */
  getRoute(pathname: string, from: unknown): Route | undefined
  isRoute(pathname: string, route: Route): boolean
}

export function createBridgePath(option: string, webhookRoutes: readonly Route[]): BridgePath {
  const path = readPath(option)
  const isRoute = (pathname: string, route: Route) => pathname === `${path}${route}`
  const routes: readonly Route[] = ['/events', '/snapshot', ...webhookRoutes]
  return {
    path,
    routes,
    isRoute,
    getRoute(pathname, from) {
      const sent = getSentPath(from) ?? pathname
      return routes.find((route) => isRoute(sent, route) && isRoute(pathname, route))
    },
  }
}

function readPath(option: unknown): string {
  const path = isText(option) ? option.replace(/\/$/, '') : undefined
  if (path !== undefined && (path === '' || isPlain(path))) return path
  throw new OnwireError({
    code: 'INVALID_PATH',
    what: '`path` of createBridge() is no path, such as "/api/onwire".',
    why: 'Requests are compared with it as they are sent: none could match.',
    remedy: 'Begin it with a slash, and leave out host, query, doubled slashes, `.`, `..` and spaces.',
  })
}

/** True for a path that a client sends as it is. */
function isPlain(path: string): boolean {
  try {
    return path.startsWith('/') && !path.includes('//') && new URL(`https://onwire.invalid${path}`).pathname === path
  } catch {
    return false
  }
}

/** The path in the request of Node's server, before anything was resolved in it. Undefined for other servers. */
function getSentPath(from: unknown): string | undefined {
  const { originalUrl, raw, url } = toRecord(from)
  const inner = toRecord(raw)
  const sent = [originalUrl, inner['originalUrl'], inner['url'], url].find(isText)
  // A request to a proxy names the whole URL. A Web `Request` does, too, and is resolved already.
  return sent?.startsWith('/') ? sent.replace(/[?#].*$/s, '') : undefined
}

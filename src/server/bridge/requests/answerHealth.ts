import type { Readers } from '../readers/readers.js'
import type { Upstream } from '../upstream/upstream.js'
import type { WebhookRoute } from './webhookRoute.js'

export interface AnswerHealthOptions {
  readonly readers: Pick<Readers, 'getCount' | 'isDegraded'>
  readonly upstreams: ReadonlyMap<string, Pick<Upstream, 'getStatus'>>
}

/**
 * Answers `GET /health`: 200 while this instance can serve readers, 503 while its bus is away. A service that is away
 * doesn't make it ill: another instance couldn't reach it either.
 */
export function createAnswerHealth({ readers, upstreams }: AnswerHealthOptions): WebhookRoute {
  return async ({ method }) => {
    const headers = { 'cache-control': 'no-store' }
    if (method !== 'GET' && method !== 'HEAD')
      return new Response(null, { status: 405, headers: { ...headers, allow: 'GET, HEAD' } })
    const ok = !readers.isDegraded()
    const services = Object.fromEntries([...upstreams].map(([id, upstream]) => [id, upstream.getStatus()]))
    const body = { ok, bus: ok ? 'up' : 'away', readers: readers.getCount(), services }
    return method === 'HEAD'
      ? new Response(null, { status: ok ? 200 : 503, headers })
      : Response.json(body, { status: ok ? 200 : 503, headers })
  }
}

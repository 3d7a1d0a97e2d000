import type { BridgeMetrics } from '../metrics/bridgeMetrics.js'
import { prometheusType, toPrometheus } from '../metrics/toPrometheus.js'
import type { WebhookRoute } from './webhookRoute.js'

/** Answers `GET /metrics` with the figures in Prometheus's text format. */
export function createAnswerMetrics(getMetrics: () => BridgeMetrics): WebhookRoute {
  return async ({ method }) => {
    const headers = { 'cache-control': 'no-store' }
    if (method !== 'GET') return new Response(null, { status: 405, headers: { ...headers, allow: 'GET' } })
    return new Response(toPrometheus(getMetrics()), { headers: { ...headers, 'content-type': prometheusType } })
  }
}

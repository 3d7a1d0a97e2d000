import { OnwireError } from '../../../core/contract/errors.js'
import { type AnswerPlainly, type PlainHandler, plainly } from '../../http/plainAnswer.js'
import type { ReportBridge } from '../bridgeDiagnostic.js'
import type { BridgePath, Route } from '../bridgePath.js'
import { Refusal, toRefusedResponse } from '../refusal.js'
import type { BridgeServices } from '../services.js'
import { answerEvents } from './answerEvents.js'
import { answerSnapshot } from './answerSnapshot.js'
import type { WebhookRoute } from './webhookRoute.js'

export interface AnswerRequestOptions {
  readonly bridgePath: BridgePath
  readonly services: BridgeServices
  /** The answers of the routes of webhooks, of `/call`, `/health` and `/metrics`. */
  readonly webhooks: ReadonlyMap<Route, WebhookRoute>
  readonly isClosed: () => boolean
  /** Called with each stream that has begun. */
  readonly onStream: () => void
  /** Called with each answer's route, or `'other'`, and its HTTP status. */
  readonly onAnswer: (route: string, status: number) => void
}

/** Answers each request by its route. Never rejects. */
export function createAnswerRequest(
  options: AnswerRequestOptions,
): ((request: Request, from?: unknown) => Promise<Response>) & PlainHandler {
  const { bridgePath, isClosed, onAnswer, onStream, services, webhooks } = options

  async function answerRoute(request: Request, from: unknown, route: Route | undefined): Promise<Response> {
    if (isClosed()) throw new Refusal('CLOSED')
    if (route === '/events') {
      const response = await answerEvents(request, services, from)
      onStream()
      return response
    }
    if (route === '/snapshot') return answerSnapshot(request, services, from)
    const answerWebhook = route && webhooks.get(route)
    if (answerWebhook) return answerWebhook(request, from)
    throw new Refusal('NOT_FOUND')
  }

  async function answer(request: Request, from: unknown, route: Route | undefined): Promise<Response> {
    try {
      return await answerRoute(request, from, route)
    } catch (cause) {
      // Nobody reads this answer.
      if (request.signal.aborted) return new Response(null, { status: 499 })
      return toErrorResponse(cause, services.report, bridgePath)
    }
  }

  /** Only webhooks can do without the Web's objects: nobody else's callback is handed the request. */
  function findPlainAnswer(pathname: string, from: unknown): AnswerPlainly | undefined {
    const route = bridgePath.getRoute(pathname, from)
    const answerPlainly = route && webhooks.get(route)?.[plainly]?.(pathname, from)
    if (!answerPlainly || isClosed()) return undefined
    return async (request) => {
      const plain = await answerPlainly(request)
      onAnswer(route, plain.status)
      return plain
    }
  }

  const fetch = async (request: Request, from?: unknown) => {
    const route = bridgePath.getRoute(new URL(request.url).pathname, from)
    const response = await answer(request, from, route)
    onAnswer(route ?? 'other', response.status)
    return response
  }
  return Object.assign(fetch, { [plainly]: findPlainAnswer })
}

function toErrorResponse(cause: unknown, report: ReportBridge, { path, routes }: BridgePath): Response {
  if (cause instanceof Refusal && cause.code === 'NOT_FOUND') {
    const expected = routes.map((route) => `${path}${route}`).join(', ')
    const message = `A request's path is none of the bridge's: ${expected}. Compare them with where it is mounted, and with \`path\` of createBridge().`
    return toRefusedResponse(cause, (diagnostic) => report({ ...diagnostic, message }))
  }
  if (cause instanceof Refusal) return toRefusedResponse(cause, report)
  const protocol = cause instanceof OnwireError ? { protocol: cause.protocol ?? '' } : {}
  const message = 'The service could not be asked for a snapshot. See the cause.'
  report({ code: 'UPSTREAM_FAILED', level: 'warn', message, cause, ...protocol })
  return toRefusedResponse(new Refusal('UPSTREAM_FAILED'), () => {})
}

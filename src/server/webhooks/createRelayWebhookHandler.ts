import type { RelayStatusName } from '../../protocols/relay/status.js'
import { createMemoryWebhookStore } from './createMemoryWebhookStore.js'
import { type Handled, handleOnce, type RelayWebhookDelivery } from './handleOnce.js'
import { readBody } from '../http/readBody.js'
import { type RelayWebhookRefusal, toHttpStatus } from './refusals.js'
import type { RelayWebhookEvent } from './relayWebhookEvent.js'
import { toExpectedHeaders, toKeys } from './secrets.js'
import { defaultMaxBodyBytes, verifyRelayWebhook, type VerifyRelayWebhookOptions } from './verifyRelayWebhook.js'
import { logDiagnostic, report, type RelayWebhookDiagnostic, toSubject } from './webhookDiagnostic.js'
import type { WebhookStore } from './webhookStore.js'

export interface RelayWebhookHandlerOptions extends VerifyRelayWebhookOptions {
  /**
   * Takes an event in. The answer waits for it: resolve once the event is safe, as in a database or a queue; reject to
   * have Relay send it again. Events of one request may run at once: order them by `event.data.updatedAt`.
   */
  readonly onEvent: (event: RelayWebhookEvent, delivery: RelayWebhookDelivery) => unknown
  /** What was handled before. By default in this process's memory: see `createMemoryWebhookStore`. */
  readonly store?: WebhookStore | undefined
  /** The statuses that `onEvent` is called for; the others are answered with 200. All by default. */
  readonly statuses?: readonly RelayStatusName[] | undefined
  /** How old a signature may be, in ms. 86 400 000 by default: whether Relay signs its retries anew is unknown, and the store stops recordings. */
  readonly toleranceMs?: number | undefined
  /** Any other path is answered with 404. By default every path is taken. */
  readonly path?: string | undefined
  /** Told once of every request. By default whatever isn't well is a line on the console. */
  readonly onDiagnostic?: ((diagnostic: RelayWebhookDiagnostic) => void) | undefined
}

interface Answer extends RelayWebhookDiagnostic {
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * One route for Relay's webhooks, as `(Request) → Response`.
 *
 * - 2xx is said only once `onEvent` has resolved. 503 where it, or the store, failed: Relay then sends the event again.
 * - Each event is handled once, however often and however concurrently it comes. One that comes late is passed on, and marked.
 * - Strangers get 401, 404, 405, 413 or 415; what Relay signed and can't be read gets 400. Nobody is told a secret.
 * - Never rejects. Throws when it is made where a secret is empty.
 */
export function createRelayWebhookHandler(
  options: RelayWebhookHandlerOptions,
): (request: Request) => Promise<Response> {
  // At once, not at the first webhook.
  toKeys(options.apiKey)
  toExpectedHeaders(options.headers)
  const { maxBodyBytes = defaultMaxBodyBytes, onDiagnostic = logDiagnostic, toleranceMs = 86_400_000 } = options
  const { store = createMemoryWebhookStore(), statuses } = options
  const handle = handleOnce(store, options.onEvent)

  const receiveWebhook = async (request: Request): Promise<Answer> => {
    const wrong = toWrongRequest(request, options.path)
    if (wrong) return wrong
    const body = await readBody(request, maxBodyBytes)
    if (!body.ok) return toRefused(body)
    const webhook = { rawBody: body.bytes, headers: request.headers }
    const result = await verifyRelayWebhook(webhook, { ...options, toleranceMs })
    if (!result.ok) return toRefused(result)
    const { requestId, status } = result.event.data
    const about = { requestId, relayStatus: status }
    const subject = toSubject(requestId, status)
    if (statuses && !statuses.includes(status)) {
      return { ...about, code: 'FILTERED', level: 'info', httpStatus: 200, message: `${subject} isn't asked for.` }
    }
    return { ...about, ...toAnswer(await handle(result.event, body.bytes), subject) }
  }

  return async (request) => {
    const { headers, ...diagnostic } = await receiveWebhook(request)
    const { code, httpStatus, message } = diagnostic
    report(onDiagnostic, diagnostic)
    return Response.json(
      { ok: httpStatus < 300, code, message },
      { status: httpStatus, headers: { 'cache-control': 'no-store', ...headers } },
    )
  }
}

function toRefused({ code, message }: RelayWebhookRefusal): Answer {
  return { code, level: 'warn', httpStatus: toHttpStatus(code), message }
}

function toWrongRequest(request: Request, path: string | undefined): Answer | undefined {
  const level = 'warn'
  if (path !== undefined && trimEnd(new URL(request.url).pathname) !== trimEnd(path)) {
    const message = "The path isn't the one that takes webhooks. Compare it with the address that Relay was told."
    return { code: 'WRONG_PATH', level, httpStatus: 404, message }
  }
  if (request.method !== 'POST') {
    const message = 'Webhooks are sent by POST. Nothing is to be done, unless Relay or a gateway was told otherwise.'
    return { code: 'WRONG_METHOD', level, httpStatus: 405, message, headers: { allow: 'POST' } }
  }
  // Relay doesn't document the type that it sends: one that is missing is let through to the signature.
  const type = request.headers.get('content-type')
  if (type === null || /^\s*application\/([\w.-]+\+)?json\s*(;|$)/i.test(type)) return undefined
  const message = 'Webhooks are JSON, and this is something else. Look for a proxy or a gateway that changes them.'
  return { code: 'WRONG_TYPE', level, httpStatus: 415, message, headers: { 'accept-post': 'application/json' } }
}

function trimEnd(path: string): string {
  return path.replace(/\/+$/, '')
}

function toAnswer(handled: Handled, subject: string): Answer {
  const again = { level: 'error', httpStatus: 503 } as const
  switch (handled.code) {
    case 'HANDLED':
    case 'LATE': {
      const isNoted = !('cause' in handled)
      const note = isNoted ? '' : ' The store failed to note it: a repetition would be taken in again. See the cause.'
      const message = `${subject} was taken in${handled.code === 'LATE' ? ' after newer news' : ''}.${note}`
      return { ...handled, level: isNoted ? 'info' : 'warn', httpStatus: 200, message }
    }
    case 'DUPLICATE':
      return { ...handled, level: 'info', httpStatus: 200, message: `${subject} had been taken in before.` }
    case 'BUSY': {
      const message = `${subject} is being handled elsewhere. Relay is asked to send it again, in case that fails.`
      return { ...handled, level: 'info', httpStatus: 503, message, headers: { 'retry-after': '2' } }
    }
    case 'EVENT_FAILED': {
      const message = `onEvent failed for ${subject}. It isn't safe, so Relay is asked to send it again. See the cause.`
      return { ...handled, ...again, message }
    }
    case 'STORE_FAILED': {
      const message = `The store failed for ${subject}. Whether it was handled before is unknown, so Relay is asked to send it again. See the cause.`
      return { ...handled, ...again, message }
    }
  }
}

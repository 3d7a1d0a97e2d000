import type { RelayStatusName } from '../../protocols/relay/status.js'
import { trimSlashes } from '../../protocols/shared/trimSlashes.js'
import { createMemoryWebhookStore, defaultDoneMs } from './createMemoryWebhookStore.js'
import { type Handled, handleOnce, type RelayWebhookDelivery } from './handleOnce.js'
import {
  type PlainAnswer,
  type PlainHandler,
  plainly,
  type PlainRequest,
  toPlainRequest,
  toResponse,
} from '../http/plainAnswer.js'
import { readHeader } from '../http/readHeader.js'
import { refuse, type RelayWebhookRefusal, toHttpStatus } from './refusals.js'
import type { RelayWebhookEvent } from './relayWebhookEvent.js'
import { defaultCallbackMs, withLimit } from '../withLimit.js'
import { readFixedSecrets, readSecrets, type Secrets } from './secrets.js'
import { defaultMaxBodyBytes, type VerifyRelayWebhookOptions, verifyWithSecrets } from './verifyRelayWebhook.js'
import { logDiagnostic, report, type RelayWebhookDiagnostic, toSubject } from './webhookDiagnostic.js'
import type { WebhookStore } from './webhookStore.js'

export interface RelayWebhookHandlerOptions extends VerifyRelayWebhookOptions {
  /**
   * Receives each event. The answer to Relay waits for it: resolve once the event is safe, as in a database or a queue;
   * reject to have Relay send it again. Events of one request may run at once: order them by `event.data.updatedAt`.
   */
  readonly onEvent: (event: RelayWebhookEvent, delivery: RelayWebhookDelivery) => unknown
  /** Remembers which events were handled. By default in this process's memory: see `createMemoryWebhookStore`. */
  readonly store?: WebhookStore | undefined
  /** Limits `onEvent` to these statuses; others are answered with 200. All by default. */
  readonly statuses?: readonly RelayStatusName[] | undefined
  /**
   * The greatest age of a signature, in ms. 86 400 000 by default: nobody knows if Relay signs its retries anew,
   * and the store stops recordings that are played again.
   */
  readonly toleranceMs?: number | undefined
  /** The one path that takes webhooks; others are answered with 404. Every path by default. */
  readonly path?: string | undefined
  /**
   * The time that `onEvent`, each step of the store and each function of a secret may take, in ms. 30 000 by default.
   * After that the answer is 503, and Relay sends the event again, though `onEvent` may still run.
   */
  readonly callbackMs?: number | undefined
  /** Called once for every request. By default warnings and errors are lines on the console. */
  readonly onDiagnostic?: ((diagnostic: RelayWebhookDiagnostic) => void) | undefined
}

/** The longest time by which a signature may lie ahead, with room for both clocks, in ms. */
const aheadMs = 600_000

const noSecretMessage =
  'A secret could not be had, or is empty, so that no webhook can be believed. Relay is asked to send it again. Check the functions in `apiKey` and `headers`; see the cause.'

interface Answer extends RelayWebhookDiagnostic {
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Makes one route for Relay's webhooks, as `(Request) → Response`.
 *
 * - Answers 2xx only after `onEvent` has resolved. Answers 503 where it, or the store, failed: Relay then sends again.
 * - Handles each event once, however often and concurrently it comes. Passes a late event on, and marks it `isLate`.
 * - Answers strangers with 401, 404, 405, 413 or 415, and a signed event that can't be read with 400.
 *   No answer holds a secret.
 * - Never rejects. Throws at once, when it is made, where a secret is empty; one that is a function is asked at each
 *   request, which is answered 503 where it is empty.
 */
export function createRelayWebhookHandler(
  options: RelayWebhookHandlerOptions,
): ((request: Request) => Promise<Response>) & PlainHandler {
  // Secrets that are there are checked now, not at the first webhook.
  const fixedSecrets = readFixedSecrets(options)
  const { maxBodyBytes = defaultMaxBodyBytes, onDiagnostic = logDiagnostic, toleranceMs = 86_400_000 } = options
  const { callbackMs = defaultCallbackMs, statuses } = options
  // A signature may lie ahead of this clock, and is believed for so much longer.
  const doneMs = Math.max(defaultDoneMs, toleranceMs + aheadMs)
  const { store = createMemoryWebhookStore({ doneMs }) } = options
  const handle = handleOnce(store, options.onEvent, callbackMs)

  const receiveWebhook = async (request: PlainRequest): Promise<Answer> => {
    const wrong = toWrongRequest(request, options.path)
    if (wrong) return wrong
    let secrets: Secrets
    try {
      const name = '`apiKey` or a value of `headers`'
      const read = () => readSecrets(options)
      secrets = fixedSecrets ?? (await withLimit(read, { name, ms: callbackMs, caller: request.signal }))
    } catch (cause) {
      return { code: 'NO_SECRET', level: 'error', httpStatus: 503, message: noSecretMessage, cause }
    }
    const body = await request.readBody(maxBodyBytes)
    if (!body.ok) return toRefused(refuse(body.code))
    const webhook = { rawBody: body.bytes, headers: request.headers }
    const result = await verifyWithSecrets(webhook, { ...options, toleranceMs }, secrets)
    if (!result.ok) return toRefused(result)
    const { requestId, status } = result.event.data
    const about = { requestId, relayStatus: status }
    const subject = toSubject(requestId, status)
    if (statuses && !statuses.includes(status)) {
      return { ...about, code: 'FILTERED', level: 'info', httpStatus: 200, message: `${subject} isn't asked for.` }
    }
    return { ...about, ...toAnswer(await handle(result.event, body.bytes), subject) }
  }

  const answer = async (request: PlainRequest): Promise<PlainAnswer> => {
    const { headers, ...diagnostic } = await receiveWebhook(request)
    const { code, httpStatus, message } = diagnostic
    report(onDiagnostic, diagnostic)
    return {
      status: httpStatus,
      headers: { 'cache-control': 'no-store', ...headers, 'content-type': 'application/json' },
      text: JSON.stringify({ ok: httpStatus < 300, code, message }),
    }
  }
  const handler = async (request: Request) => toResponse(await answer(toPlainRequest(request)))
  return Object.assign(handler, { [plainly]: () => answer })
}

function toRefused({ code, message }: RelayWebhookRefusal): Answer {
  return { code, level: 'warn', httpStatus: toHttpStatus(code), message }
}

function toWrongRequest(request: PlainRequest, path: string | undefined): Answer | undefined {
  const level = 'warn'
  if (path !== undefined && trimSlashes(request.pathname) !== trimSlashes(path)) {
    const message = "The path isn't the one that takes webhooks. Compare it with the address that Relay was told."
    return { code: 'WRONG_PATH', level, httpStatus: 404, message }
  }
  if (request.method !== 'POST') {
    const message = 'Webhooks are sent by POST. Nothing is to be done, unless Relay or a gateway was told otherwise.'
    return { code: 'WRONG_METHOD', level, httpStatus: 405, message, headers: { allow: 'POST' } }
  }
  // Relay doesn't document the type that it sends: a missing one passes, and the signature decides.
  const type = readHeader(request.headers, 'content-type')
  if (type === undefined || /^\s*application\/([\w.-]+\+)?json\s*(;|$)/i.test(type)) return undefined
  const message = 'Webhooks are JSON, and this is something else. Look for a proxy or a gateway that changes them.'
  return { code: 'WRONG_TYPE', level, httpStatus: 415, message, headers: { 'accept-post': 'application/json' } }
}

function toAnswer(handled: Handled, subject: string): Answer {
  const again = { level: 'error', httpStatus: 503 } as const
  switch (handled.code) {
    case 'HANDLED':
    case 'LATE': {
      const isNoted = !('cause' in handled)
      const note = isNoted ? '' : ' The store failed to note it, and is asked again. See the cause.'
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

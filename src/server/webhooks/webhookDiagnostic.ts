import { OnwireError } from '../../core/contract/errors.js'
import { toShown } from '../logText.js'
import type { RelayWebhookRefusalCode } from './refusals.js'

/** Reports one request's outcome. Holds neither keys nor signatures nor bodies. */
export interface RelayWebhookDiagnostic {
  /**
   * - `HANDLED`: `onEvent` resolved. `LATE`: likewise, but a newer event of the request had come before.
   * - `DUPLICATE`: the event had been handled before. `FILTERED`: its status isn't among `statuses`.
   * - `BUSY`: another instance is handling it. `EVENT_FAILED`: `onEvent` failed. `STORE_FAILED`: the store failed.
   * - `NO_SECRET`: a secret is empty, or its function failed.
   * - `WRONG_PATH`, `WRONG_METHOD`, `WRONG_TYPE`, and the codes of refusals: it isn't Relay's, or can't be read.
   */
  readonly code: RelayWebhookOutcome | RelayWebhookRefusalCode
  /** `info` needs no action; `warn` is a stranger, or a mistake in the set-up; `error` asks Relay to send again. */
  readonly level: 'info' | 'warn' | 'error'
  /** The answer's HTTP status. */
  readonly httpStatus: number
  /** One line of whole sentences. */
  readonly message: string
  /** Present for an event that Relay signed. */
  readonly requestId?: string
  /** Present for an event that Relay signed. */
  readonly relayStatus?: string
  /** The exception of `onEvent` or of the store. It is the app's, and so not part of the message. */
  readonly cause?: unknown
}

export type RelayWebhookOutcome =
  | 'HANDLED'
  | 'LATE'
  | 'DUPLICATE'
  | 'FILTERED'
  | 'BUSY'
  | 'EVENT_FAILED'
  | 'STORE_FAILED'
  | 'NO_SECRET'
  | 'WRONG_PATH'
  | 'WRONG_METHOD'
  | 'WRONG_TYPE'

/** The default listener: writes warnings and errors to the console, one line each. */
export function logDiagnostic({ code, level, message }: RelayWebhookDiagnostic): void {
  const line = `onwire: Relay webhook: ${code}: ${message}`
  if (level === 'error') console.error(line)
  else if (level === 'warn') console.warn(line)
}

/** Calls the listener, and catches its exception: on a server a stray exception would end the process. */
export function report(
  onDiagnostic: (diagnostic: RelayWebhookDiagnostic) => void,
  diagnostic: RelayWebhookDiagnostic,
): void {
  try {
    onDiagnostic(diagnostic)
  } catch (cause) {
    const error = new OnwireError({
      code: 'DIAGNOSTIC_FAILED',
      what: '`onDiagnostic` threw.',
      why: 'The webhook is answered all the same, but this line of the log is lost.',
      remedy: 'Mend the callback; what it threw is the cause.',
      cause,
    })
    console.error(error)
  }
}

/** Names a request for a line of a log. */
export function toSubject(requestId: string, status: string): string {
  return `${toShown(requestId)} (${toShown(status)})`
}

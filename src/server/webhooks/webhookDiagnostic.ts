import { OnwireError } from '../../core/contract/errors.js'
import { toShown } from './relayWebhookEvent.js'
import type { RelayWebhookRefusalCode } from './refusals.js'

/** What became of one request. Holds neither keys nor signatures nor bodies. */
export interface RelayWebhookDiagnostic {
  /**
   * - `HANDLED`: `onEvent` took it. `LATE`: it did too, though newer news of the request had come before.
   * - `DUPLICATE`: it had been handled before. `FILTERED`: its status isn't among `statuses`.
   * - `BUSY`: another instance is handling it. `EVENT_FAILED`: `onEvent` failed. `STORE_FAILED`: the store did.
   * - `WRONG_PATH`, `WRONG_METHOD`, `WRONG_TYPE`, and the codes of refusals: it isn't Relay's, or can't be read.
   */
  readonly code: RelayWebhookOutcome | RelayWebhookRefusalCode
  /** `info` needs nobody; `warn` is a stranger, or a mistake in the set-up; `error` asks Relay to send it again. */
  readonly level: 'info' | 'warn' | 'error'
  /** The answer's. */
  readonly httpStatus: number
  /** One line, whole sentences. */
  readonly message: string
  /** Of an event that Relay signed. */
  readonly requestId?: string
  /** Of an event that Relay signed. */
  readonly relayStatus?: string
  /** What `onEvent` or the store threw. It is the app's, and so not part of the message. */
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
  | 'WRONG_PATH'
  | 'WRONG_METHOD'
  | 'WRONG_TYPE'

/** By default whatever isn't well is a line on the console. */
export function logDiagnostic({ code, level, message }: RelayWebhookDiagnostic): void {
  const line = `onwire: Relay webhook: ${code}: ${message}`
  if (level === 'error') console.error(line)
  else if (level === 'warn') console.warn(line)
}

/** Hands over. A listener that throws harms nobody: on a server a stray exception would end the process. */
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

/** For a line of a log. */
export function toSubject(requestId: string, status: string): string {
  return `${toShown(requestId)} (${toShown(status)})`
}

import { OnwireError } from '../../core/contract/errors.js'
import type { Protocol } from '../../core/contract/protocol.js'
import { hideSecrets } from '../../transports/hideSecrets.js'
import { toLine, toShown } from '../logText.js'

/** One line for the app's logs. Holds neither secrets nor bodies. */
export interface BridgeDiagnostic {
  /**
   * - `READER_CUT`: a reader read its events too slowly. `BUS_AWAY`, `BUS_BACK`, `NEWS_LOST`: see the message.
   * - `NEWS_UNSAYABLE`, `ENTRY_FAILED`: one piece of news was passed over; those after it are not held up.
   * - `NO_AUTHORIZE`: nobody may see a protocol's topics, since `authorize` has no entry for it.
   * - `AUTHENTICATE_FAILED`: `authenticate` threw.
   * - `AUTHORIZE_FAILED`: `authorize` threw, or returned neither true nor false. Both deny.
   * - `SERVICE_AWAY`: a service was reached neither by its socket nor by requests, for 5 s. `SERVICE_BACK`: it is
   *   reached again.
   * - `ASKED_ALONE`: a service didn't answer a request for many topics: each is asked for alone for a minute.
   * - `UPSTREAM_FAILED`: a service didn't answer a snapshot. `METRICS_FAILED`: `onMetrics` threw.
   * - The engine's codes: see `Diagnostic`. The codes of refused requests: as in their answers.
   */
  readonly code: string
  /** `info` needs no action; `warn` is a stranger, or a mistake in the set-up; `error` is trouble. */
  readonly level: 'info' | 'warn' | 'error'
  /** One line of whole sentences. */
  readonly message: string
  readonly protocol?: string
  /**
   * The key of the topic that it is about; a key is no secret. Where the key is unknown, the received topic as JSON,
   * cut short and redacted. Where a request has several refused topics, the first one.
   */
  readonly key?: string
  /** The answer's HTTP status, where a request was refused. */
  readonly httpStatus?: number
  /** The exception of the app's callback, or of the bus. */
  readonly cause?: unknown
}

export type ReportBridge = (diagnostic: BridgeDiagnostic) => void

/** Calls the listener, and catches its exception: on a server a stray exception would end the process. */
export function createBridgeReport(
  listener: ReportBridge | undefined,
  protocols: readonly Pick<Protocol, 'redact'>[],
): ReportBridge {
  const redact = (text: string) =>
    hideSecrets(protocols.reduce((shown, protocol) => protocol.redact?.(shown) ?? shown, cut(text))).slice(0, maxLength)
  const onDiagnostic = listener ?? ((diagnostic) => logBridgeDiagnostic(diagnostic, redact))

  return (diagnostic) => {
    try {
      onDiagnostic(toRedacted(diagnostic, redact))
    } catch (cause) {
      const facts = { code: 'DIAGNOSTIC_FAILED', what: '`onDiagnostic` threw.', remedy: 'Mend the callback.', cause }
      console.error(new OnwireError(facts))
    }
  }
}

type Redact = (text: string) => string

/** The longest text of a stranger, in characters, as it is shown, and as it is redacted. */
const maxLength = 300
const maxRedacted = 2_000

/** Cuts a text before it is redacted, and so between words: a key's first half isn't known for a key. */
function cut(text: string): string {
  if (text.length <= maxRedacted) return text
  const end = Math.max(...[' ', ',', '"'].map((separator) => text.lastIndexOf(separator, maxRedacted)))
  return `${text.slice(0, end + 1)}…`
}

/** Redacts a stranger's topic, which may be long, and hold anything. */
function toRedacted(diagnostic: BridgeDiagnostic, redact: Redact): BridgeDiagnostic {
  const { key, protocol = '' } = diagnostic
  const line = { ...diagnostic, message: toLine(diagnostic.message) }
  return key?.startsWith('{') ? { ...line, protocol: toShown(protocol), key: toLine(redact(key)) } : line
}

/** The default listener: writes warnings and errors to the console, one line each, with the text of the cause. */
function logBridgeDiagnostic(diagnostic: BridgeDiagnostic, redact: Redact): void {
  const { cause, code, key, level, message, protocol } = diagnostic
  const about = [protocol, key].filter(Boolean).join(' ')
  const why = cause instanceof Error ? ` Cause: ${redact(`${cause.name}: ${cause.message}`)}` : ''
  const line = toLine(`onwire bridge: ${about && `${about}: `}${code}: ${message}${why}`)
  if (level === 'error') console.error(line)
  else if (level === 'warn') console.warn(line)
}

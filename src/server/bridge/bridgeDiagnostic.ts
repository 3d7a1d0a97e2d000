import { OnwireError } from '../../core/contract/errors.js'
import type { Protocol } from '../../core/contract/protocol.js'
import { hideSecrets } from '../../transports/hideSecrets.js'
import { toLine, toShown } from '../logText.js'

/** What a bridge tells its app's logs. Holds neither secrets nor bodies. */
export interface BridgeDiagnostic {
  /**
   * - `READER_CUT`: a reader took its events too slowly. `BUS_AWAY`, `BUS_BACK`, `NEWS_LOST`: see the message.
   * - `NO_AUTHORIZE`: nobody may see a protocol's topics, since `authorize` has no entry for it.
   * - `AUTHENTICATE_FAILED`, `AUTHORIZE_FAILED`: it threw, or answered neither true nor false, which counts as a no. `UPSTREAM_FAILED`: a service didn't answer a snapshot.
   * - Those of the engine: see `Diagnostic`. Those of refused requests: as in their answers.
   */
  readonly code: string
  /** `info` needs nobody; `warn` is a stranger, or a mistake in the set-up; `error` is trouble. */
  readonly level: 'info' | 'warn' | 'error'
  /** One line, whole sentences. */
  readonly message: string
  readonly protocol?: string
  /** The topic's, where it is about one, which is no secret. Where nobody knows its key, what was said for it, as JSON: cut short, and redacted. Of several that a request is refused the first. */
  readonly key?: string
  /** The answer's, where a request was refused. */
  readonly httpStatus?: number
  /** What the app's own callback or the bus threw. */
  readonly cause?: unknown
}

export type ReportBridge = (diagnostic: BridgeDiagnostic) => void

/** Hands over. A listener that throws harms nobody: on a server a stray exception would end the process. */
export function createBridgeReport(
  listener: ReportBridge | undefined,
  protocols: readonly Pick<Protocol, 'redact'>[],
): ReportBridge {
  const redact = (text: string) =>
    hideSecrets(protocols.reduce((shown, protocol) => protocol.redact?.(shown) ?? shown, text)).slice(0, maxLength)
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

/** Of a text that isn't ours, in characters. */
const maxLength = 300

/** What a stranger said for a topic may be long, and hold anything. */
function toRedacted(diagnostic: BridgeDiagnostic, redact: Redact): BridgeDiagnostic {
  const { key, protocol = '' } = diagnostic
  return key?.startsWith('{') ? { ...diagnostic, protocol: toShown(protocol), key: redact(key) } : diagnostic
}

/** By default whatever isn't well is a line on the console, with what was thrown, as far as that is a text. */
function logBridgeDiagnostic(diagnostic: BridgeDiagnostic, redact: Redact): void {
  const { cause, code, key, level, message, protocol } = diagnostic
  const about = [protocol, key].filter(Boolean).join(' ')
  const why = cause instanceof Error ? ` Cause: ${redact(`${cause.name}: ${cause.message}`)}` : ''
  const line = toLine(`onwire bridge: ${about && `${about}: `}${code}: ${message}${why}`)
  if (level === 'error') console.error(line)
  else if (level === 'warn') console.warn(line)
}

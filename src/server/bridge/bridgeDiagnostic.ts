import { OnwireError } from '../../core/errors.js'

/** What a bridge tells its app's logs. Holds neither keys nor bodies. */
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
  /** The answer's, where a request was refused. */
  readonly httpStatus?: number
  /** What the app's own callback or the bus threw. */
  readonly cause?: unknown
}

export type ReportBridge = (diagnostic: BridgeDiagnostic) => void

/** Hands over. A listener that throws harms nobody: on a server a stray exception would end the process. */
export function createBridgeReport(onDiagnostic: ReportBridge = logBridgeDiagnostic): ReportBridge {
  return (diagnostic) => {
    try {
      onDiagnostic(diagnostic)
    } catch (cause) {
      const facts = { code: 'DIAGNOSTIC_FAILED', what: '`onDiagnostic` threw.', remedy: 'Mend the callback.', cause }
      console.error(new OnwireError(facts))
    }
  }
}

/** By default whatever isn't well is a line on the console. */
function logBridgeDiagnostic({ code, level, message, protocol }: BridgeDiagnostic): void {
  const line = `onwire bridge: ${protocol ? `${protocol}: ` : ''}${code}: ${message}`
  if (level === 'error') console.error(line)
  else if (level === 'warn') console.warn(line)
}

/** Trouble that needs no action and changes nothing on the screen, for logs and devtools. */
export interface Diagnostic {
  /**
   * - `MALFORMED_FRAME`: junk from the wire, without effect.
   * - `TOPIC_UNCONFIRMED`: the service didn't acknowledge a subscription, or refused it; the topic is polled.
   * - `CONNECTION_REFUSED`: the service, or the bridge, refused this client.
   * - `HELLO_FAILED`: the app's credentials could not be had, or not in time; they are asked for again.
   * - `RATE_LIMITED`: the service asked for a pause.
   * - `SOCKET_SILENT`: a poll brought what the socket should have pushed.
   */
  readonly code:
    | 'MALFORMED_FRAME'
    | 'TOPIC_UNCONFIRMED'
    | 'CONNECTION_REFUSED'
    | 'HELLO_FAILED'
    | 'RATE_LIMITED'
    | 'SOCKET_SILENT'
  readonly protocol: string
  readonly message: string
  /** How many of this code there have been, this one included. */
  readonly count: number
  /** The frame's beginning, at most 200 characters, without what may be a key. */
  readonly frame?: string
}

export type Report = (code: Diagnostic['code'], message: string, frame?: unknown) => void

const frameLimit = 200

/** Counts and hands over, secrets taken out. A listener that throws harms nobody. */
export function createReporter(
  protocol: string,
  onDiagnostic: (diagnostic: Diagnostic) => void,
  redact = (text: string) => text,
): Report {
  const counts = new Map<string, number>()
  return (code, message, frame) => {
    const count = (counts.get(code) ?? 0) + 1
    counts.set(code, count)
    const cut = frame === undefined ? {} : { frame: cutShort(redact(toText(frame))) }
    protect(() => onDiagnostic({ code, protocol, message: redact(message), count, ...cut }))
  }
}

function cutShort(text: string): string {
  return text.length > frameLimit ? `${text.slice(0, frameLimit)}…` : text
}

function toText(frame: unknown): string {
  try {
    return typeof frame === 'string' ? frame : (JSON.stringify(frame) ?? String(frame))
  } catch {
    return String(frame)
  }
}

/** Runs a callback of the app's. What it throws reaches the app's own error handling, and never the socket's callback. */
export function protect(callback: () => void): void {
  try {
    callback()
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}

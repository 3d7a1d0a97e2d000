import type { Diagnostic, Report } from '../contract/diagnostics.js'
import { protect } from '../utils/protect.js'

const frameLimit = 200

/** Counts and hands over, secrets taken out. A listener that throws harms nobody. */
export function createReporter(
  protocol: string,
  onDiagnostic: (diagnostic: Diagnostic) => void,
  redact = (text: string) => text,
  getLinkId?: () => string | undefined,
): Report {
  const counts = new Map<string, number>()
  return (code, message, frame) => {
    const count = (counts.get(code) ?? 0) + 1
    counts.set(code, count)
    const cut = frame === undefined ? {} : { frame: cutShort(redact(toText(frame))) }
    protect(() =>
      onDiagnostic({ code, protocol, message: redact(message), count, connectionId: getLinkId?.(), ...cut }),
    )
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

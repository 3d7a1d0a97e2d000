import type { OnwireError } from '../../core/errors.js'
import { hideSecrets } from '../../transports/hideSecrets.js'
import { isText, toRecord } from '../guards.js'
import { toError } from '../toError.js'

/** What the bridge says in place of an answer; undefined where this is no refusal of a bridge's. */
export function toRefusal(protocol: string, answer: unknown): OnwireError | undefined {
  const { code, message, ok } = toRecord(answer)
  if (ok !== false || !isText(code) || !/^[A-Z_]{1,40}$/.test(code) || !isText(message)) return undefined
  const what = `The bridge refused: ${hideSecrets(message).slice(0, 300)}`
  return toError(protocol, code, what, 'Its server was told more: see `onDiagnostic` of createBridge().')
}

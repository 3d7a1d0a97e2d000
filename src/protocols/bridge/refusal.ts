import type { OnwireError } from '../../core/contract/errors.js'
import { hideSecrets } from '../../transports/hideSecrets.js'
import { isText, toRecord } from '../shared/guards.js'
import { toError } from '../shared/toError.js'

export const remedy = 'If this lasts, check the address in bridge(), and what answers there.'

/** Reads the error that the bridge sent in place of an answer; undefined where this is no refusal of a bridge's. */
export function toRefusal(protocol: string, answer: unknown, status: number): OnwireError | undefined {
  // By its type: the app has a page for addresses that it doesn't know, and a proxy one for when nobody answers.
  if (isText(answer) && answer.includes('/'))
    return toError(
      protocol,
      status < 300 ? 'MALFORMED_RESPONSE' : 'REQUEST_FAILED',
      `The bridge answered HTTP ${status} with ${answer} in place of JSON.`,
      remedy,
    )
  const { code, message, ok } = toRecord(answer)
  if (ok !== false || !isText(code) || !/^[A-Z_]{1,40}$/.test(code) || !isText(message)) return undefined
  const what = `The bridge refused: ${hideSecrets(message).slice(0, 300)}`
  return toError(protocol, code, what, 'Its server was told more: see `onDiagnostic` of createBridge().')
}

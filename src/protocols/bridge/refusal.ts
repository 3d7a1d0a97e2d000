import { hideSecrets } from '../../transports/hideSecrets.js'
import { isText, toRecord } from '../shared/guards.js'
import { toError } from '../shared/toError.js'

export const remedy = 'If this lasts, check the address in bridge(), and what answers there.'

/** Reads the bridge's answer. Throws an `OnwireError` where it is a refusal, or of another server. */
export function readAnswer(protocol: string, answer: unknown, status: number): Readonly<Record<string, unknown>> {
  // By its type: the app has a page for addresses that it doesn't know, and a proxy one for when nobody answers.
  if (isText(answer) && answer.includes('/'))
    throw toError(
      protocol,
      status < 300 ? 'MALFORMED_RESPONSE' : 'REQUEST_FAILED',
      `The bridge answered HTTP ${status} with ${answer} in place of JSON.`,
      remedy,
    )
  const record = toRecord(answer)
  const { code, message, ok } = record
  if (ok === false && isText(code) && /^[A-Z_]{1,40}$/.test(code) && isText(message))
    throw toError(
      protocol,
      code,
      `The bridge refused: ${hideSecrets(message).slice(0, 300)}`,
      'Its server was told more: see `onDiagnostic` of createBridge().',
    )
  return record
}

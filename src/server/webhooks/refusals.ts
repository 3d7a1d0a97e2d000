import { bodyAlreadyRead } from '../http/bodyAlreadyRead.js'

/** Tells a program why a webhook was not believed, or could not be read. Stable. */
export type RelayWebhookRefusalCode = keyof typeof refusals

export interface RelayWebhookRefusal {
  readonly ok: false
  readonly code: RelayWebhookRefusalCode
  /** Says what happened, why it matters and what to do. Holds neither the key nor the signature. */
  readonly message: string
}

type Refusal = readonly [httpStatus: number, what: string, why: string, remedy: string]

const refusals = {
  MISSING_SIGNATURE: [
    401,
    'The request has no X-Signature-SHA256 header.',
    'Nobody can tell who sent it.',
    'Nothing is to be done about strangers. If Relay sent it, look for a proxy that drops the header.',
  ],
  MISSING_TIMESTAMP: [
    401,
    'The request has no X-Signature-Timestamp header.',
    'The signature covers it, so nobody can tell who sent the request.',
    'Nothing is to be done about strangers. If Relay sent it, look for a proxy that drops the header.',
  ],
  MALFORMED_SIGNATURE: [
    401,
    'X-Signature-SHA256 is not 64 hexadecimal digits.',
    "It can't be a signature of Relay's.",
    'If Relay sent it, look for a proxy that changes or repeats the header.',
  ],
  MALFORMED_TIMESTAMP: [
    401,
    'X-Signature-Timestamp is no unix time.',
    'Nobody can tell how old the request is.',
    'If Relay sent it, look for a proxy that changes or repeats the header.',
  ],
  BAD_SIGNATURE: [
    401,
    'The signature fits none of the API keys.',
    "Somebody else sent the request, or the body isn't what was sent.",
    'Check that `apiKey` is the key the webhook was set up for, and that nothing parses and writes the body again before it is verified: the raw bytes are signed.',
  ],
  STALE: [
    401,
    'The signature is older than `toleranceMs` allows.',
    'It may be a recording that somebody plays again.',
    "Check this server's clock. If Relay or a gateway sends it again late, raise `toleranceMs`.",
  ],
  TOO_FAR_AHEAD: [
    401,
    "The signature's time lies in the future.",
    'Once believed, it could be played again for longer than it should.',
    "Check this server's clock.",
  ],
  MISSING_HEADER: [
    401,
    'The request lacks a header of `headers`:',
    'The webhook was set up to carry it, so somebody else may have sent the request.',
    'Check that it is among the custom headers that Relay was told, or that the gateway adds.',
  ],
  BAD_HEADER: [
    401,
    'A header of `headers` has another value:',
    'The webhook was set up to carry the one that is expected, so somebody else may have sent the request.',
    'Compare the value in `headers` with the one that Relay, or the gateway, was told.',
  ],
  NOT_JSON: [
    400,
    "The body is signed and isn't JSON in UTF-8.",
    "It can't be read.",
    'Check that the address is the one Relay was told for webhooks, and nothing else posts to it.',
  ],
  UNKNOWN_EVENT: [
    400,
    "The body is signed, and its event isn't request.status.updated.",
    "It can't be read.",
    'Update onwire if Relay sends further events.',
  ],
  MALFORMED_EVENT: [
    400,
    'The body is signed, and its data has no request id or no status.',
    "It can't be read.",
    'Update onwire if Relay has changed what it sends.',
  ],
  BODY_TOO_LARGE: [
    413,
    'The body is larger than `maxBodyBytes`.',
    "It isn't read on, so that nobody can fill this server's memory.",
    "Raise `maxBodyBytes` if it is Relay's.",
  ],
  BODY_UNREADABLE: [
    400,
    'The body broke off.',
    'What is signed is the whole of it.',
    'Nothing is to be done: the sender tries again.',
  ],
  BODY_ALREADY_READ: [500, bodyAlreadyRead.what, bodyAlreadyRead.why, bodyAlreadyRead.remedy],
} satisfies Readonly<Record<string, Refusal>>

export function refuse(code: RelayWebhookRefusalCode, detail = ''): RelayWebhookRefusal {
  const [, what, why, remedy] = refusals[code]
  return { ok: false, code, message: `${detail ? `${what} ${detail}.` : what} ${why} ${remedy}` }
}

export function toHttpStatus(code: RelayWebhookRefusalCode): number {
  return refusals[code][0]
}

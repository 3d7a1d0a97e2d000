import type { BridgeDiagnostic, ReportBridge } from './bridgeDiagnostic.js'

/** Each holds the answer's HTTP status, and says what happened and what to do. */
const refusals = {
  NOT_FOUND: [
    404,
    'The bridge has /events, /snapshot and /webhooks/relay below its `path`. Compare the address with that.',
  ],
  WRONG_METHOD: [
    405,
    'This path takes another method. Use POST or GET for /events, GET for /snapshot and /call, POST for webhooks.',
  ],
  WRONG_TYPE: [415, 'The body is to be JSON. Send `content-type: application/json`.'],
  BODY_TOO_LARGE: [413, 'The body is larger than `limits.bodyBytes`. Ask for fewer topics, or raise it.'],
  BODY_UNREADABLE: [400, 'The body broke off, or was read before. Hand the request over unread, and try again.'],
  NOT_JSON: [400, 'The body is no JSON object. Send `{ "topics": [{ "protocol": …, "topic": … }], "cursor": … }`.'],
  NO_TOPICS: [400, 'No topic is asked for. Name one at least.'],
  TOO_MANY_TOPICS: [400, 'More topics than `limits.topicsPerReader` are asked for. Ask for fewer, or raise it.'],
  MALFORMED_TOPIC: [
    400,
    'A topic is no `{ "protocol": …, "topic": { "kind": … } }` in JSON. Compare it with what onwire/bridge sends.',
  ],
  UNKNOWN_PROTOCOL: [
    400,
    "The bridge doesn't serve this protocol. Give both sides the same `id`, and add it to `createBridge({ protocols })`.",
  ],
  UNKNOWN_TOPIC: [400, 'The protocol knows no such topic. Check its ids.'],
  UNKNOWN_CALL: [404, 'The bridge makes no such call. Compare it with `calls` of createBridge().'],
  BAD_RANGE: [400, '`from`, `to` and `limit` are whole numbers, and only feeds have them. Leave them out for a state.'],
  TOO_MANY_READERS: [
    429,
    'This instance serves as many readers as `limits.readers` allows. Try again later, or raise it.',
  ],
  TOO_MANY_FOLLOWED: [
    429,
    'This instance follows as many topics as `limits.topics` allows. Try again later, or raise it.',
  ],
  TOO_MANY_SNAPSHOTS: [
    503,
    'As many snapshots of what nobody follows are under way as `limits.snapshots` allows. Try again later, or raise it.',
  ],
  AUTHENTICATE_FAILED: [503, '`authenticate` failed, so that nobody can be known just now. Try again later.'],
  UNAUTHENTICATED: [401, '`authenticate` does not know who asks. Sign in, and try again.'],
  FORBIDDEN: [403, '`authorize` does not let this request see the topic.'],
  NOTHING_KNOWN: [
    404,
    'Nothing is known of the topic yet, and the service tells it by its socket only. Read it from /events.',
  ],
  UPSTREAM_FAILED: [502, 'The service did not answer the bridge. Try again later.'],
  CLOSED: [503, 'The bridge was closed: its process is going. Try again.'],
} as const satisfies Readonly<Record<string, readonly [number, string]>>

export type BridgeRefusalCode = keyof typeof refusals

/** A topic that isn't served, as the answer names it. */
export interface RefusedTopic {
  readonly protocol: string
  /** The topic's key, or the received topic as JSON where its key is unknown. */
  readonly key: string
  readonly code: BridgeRefusalCode
}

/** The refused topic, if any: for the log alone. */
type About = Pick<BridgeDiagnostic, 'key' | 'protocol'>

function toAbout({ key, protocol }: About): About {
  return { ...(protocol !== undefined && { protocol }), ...(key !== undefined && { key }) }
}

/** Thrown inside the bridge for a request that can't be answered. */
export class Refusal extends Error {
  readonly code: BridgeRefusalCode
  readonly about: About

  constructor(code: BridgeRefusalCode, about: About = {}) {
    super(refusals[code][1])
    this.code = code
    this.about = toAbout(about)
  }
}

/** Answers a refused request, and reports it to the log. */
export function toRefusedResponse({ about, code }: Refusal, report: ReportBridge): Response {
  const [status, message] = refusals[code]
  report({ code, level: status < 500 ? 'warn' : 'error', message, httpStatus: status, ...about })
  const headers = {
    'cache-control': 'no-store',
    ...((status === 429 || status === 503) && { 'retry-after': '5' }),
    ...(status === 405 && { allow: 'GET, POST' }),
  }
  return Response.json({ ok: false, code, message }, { status, headers })
}

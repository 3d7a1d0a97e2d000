import { isRecord, toRecord } from '../../protocols/shared/guards.js'
import { type Bytes, fromHex, toBytes } from '../http/bytes.js'
import { checkFreshness, toUnixMs } from './freshness.js'
import { readBody } from '../http/readBody.js'
import { type HeadersLike, readHeader } from '../http/readHeader.js'
import { refuse, type RelayWebhookRefusal } from './refusals.js'
import { type RelayWebhookResult, toRelayWebhookEvent } from './relayWebhookEvent.js'
import { readSecrets, type Secret, type Secrets } from './secrets.js'
import { isSameSecret, isSigned } from './signature.js'

/** A webhook without a `Request`. `rawBody` is the body as it came over the wire, not one parsed and written again. */
export interface RawWebhook {
  readonly rawBody: string | Uint8Array | ArrayBuffer
  readonly headers: HeadersLike
}

export interface VerifyRelayWebhookOptions {
  /**
   * The API key that the webhook was set up for. Pass several while one replaces another. A function is asked at each
   * request, such as for a secret that a build doesn't have.
   */
  readonly apiKey: Secret
  /**
   * The greatest age of a signature, in ms. 300 000 by default; `Infinity` accepts any age.
   * A signature may lie as far in the future, but at most 5 minutes.
   */
  readonly toleranceMs?: number | undefined
  /** The custom headers that Relay, or a gateway, was told to send, with their values. None by default. */
  readonly headers?: Readonly<Record<string, Secret>> | undefined
  /** The largest `Request` body that is read, in bytes. 262 144 by default. */
  readonly maxBodyBytes?: number | undefined
  /** The time in unix ms. `Date.now` by default. */
  readonly now?: (() => number) | undefined
}

export const defaultMaxBodyBytes = 262_144

/**
 * Verifies that Relay sent this webhook, and reads it.
 *
 * - Verifies the raw bytes, in constant time, before it parses anything.
 * - Never throws for a stranger's input. Each refusal says what happened, why it matters and what to do;
 *   it holds no secret.
 * - Rejects with `NO_API_KEY` or `NO_HEADER_VALUE` where the app passes an empty secret.
 * - Reads the body of a `Request`: pass a clone to read it again.
 * - Needs Web Crypto and nothing else, so it runs on edge runtimes too.
 */
export async function verifyRelayWebhook(
  webhook: Request | RawWebhook,
  options: VerifyRelayWebhookOptions,
): Promise<RelayWebhookResult> {
  return verifyWithSecrets(webhook, options, await readSecrets(options))
}

/** As `verifyRelayWebhook`, with secrets that were read. */
export async function verifyWithSecrets(
  webhook: Request | RawWebhook,
  options: Omit<VerifyRelayWebhookOptions, 'apiKey' | 'headers'>,
  secrets: Secrets,
): Promise<RelayWebhookResult> {
  const { maxBodyBytes = defaultMaxBodyBytes, now = Date.now, toleranceMs = 300_000 } = options
  const headers = toRecord(webhook)['headers']

  const signature = readHeader(headers, 'x-signature-sha256')
  if (!signature) return refuse('MISSING_SIGNATURE')
  const timestamp = readHeader(headers, 'x-signature-timestamp')
  if (!timestamp) return refuse('MISSING_TIMESTAMP')
  if (!/^[0-9a-f]{64}$/i.test(signature)) return refuse('MALFORMED_SIGNATURE')
  const sentAt = toUnixMs(timestamp)
  if (sentAt === undefined) return refuse('MALFORMED_TIMESTAMP')

  const wrongHeader = await checkHeaders(headers, secrets.headers)
  if (wrongHeader) return wrongHeader
  const body = await readRaw(webhook, maxBodyBytes)
  if (!body.ok) return body
  if (!(await isSigned(secrets.keys, timestamp, body.bytes, fromHex(signature)))) {
    return refuse('BAD_SIGNATURE', isBase64Json(body.bytes) ? base64Hint : '')
  }
  const unfresh = checkFreshness(sentAt, now(), toleranceMs)
  return unfresh ? refuse(unfresh) : toRelayWebhookEvent(body.bytes)
}

async function checkHeaders(headers: unknown, expected: Secrets['headers']): Promise<RelayWebhookRefusal | undefined> {
  for (const [name, values] of expected) {
    const given = readHeader(headers, name)
    if (given === undefined) return refuse('MISSING_HEADER', name)
    if (!(await isSameSecret(given, values))) return refuse('BAD_HEADER', name)
  }
  return undefined
}

/** A gateway's event may hold the body as base64. JSON that begins with a brace then begins so. */
function isBase64Json(bytes: Bytes): boolean {
  const text = new TextDecoder().decode(bytes).trim()
  if (!/^e[w3y]/.test(text) || !/^[\w+/-]+={0,2}$/.test(text)) return false
  try {
    JSON.parse(atob(text.replaceAll('-', '+').replaceAll('_', '/')))
    return true
  } catch {
    return false
  }
}

const base64Hint =
  'The body is base64 of JSON, as in an event of AWS with `isBase64Encoded`: decode it first, or use `toAwsHandler()`'

type RawBody = { readonly ok: true; readonly bytes: Bytes } | RelayWebhookRefusal

async function readRaw(webhook: unknown, maxBytes: number): Promise<RawBody> {
  if (isRequest(webhook)) {
    const body = await readBody(webhook, maxBytes)
    return body.ok ? body : refuse(body.code)
  }
  const bytes = toBytes(isRecord(webhook) ? webhook['rawBody'] : undefined)
  return bytes ? { ok: true, bytes } : refuse('BODY_ALREADY_READ')
}

/** Recognizes a library's `Request` too. */
function isRequest(value: unknown): value is Request {
  return isRecord(value) && !('rawBody' in value) && typeof value['arrayBuffer'] === 'function'
}

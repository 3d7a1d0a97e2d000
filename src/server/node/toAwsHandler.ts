import { isRecord, isText, isTexts } from '../../protocols/shared/guards.js'
import type { WebApp, WebHandler } from './toNodeHandler.js'

/** An event of API Gateway (REST and HTTP APIs), of a function's URL, or of a load balancer. */
export type AwsEvent = Readonly<Record<string, unknown>>

/** The answer that AWS takes from a function. */
export interface AwsResult {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  /** For load balancers with multi-value headers, and REST APIs. */
  readonly multiValueHeaders: Readonly<Record<string, readonly string[]>>
  readonly body: string
  readonly isBase64Encoded: false
}

/**
 * Adapts a Web handler, such as `createRelayWebhookHandler` makes, to AWS Lambda.
 *
 * - The body is the bytes as sent: decoded where AWS has encoded them (`isBase64Encoded`).
 * - Headers come from `multiValueHeaders` or `headers`, whichever the event has.
 * - A function answers at its end, so that event streams can't be served: such an answer becomes a 501.
 */
export function toAwsHandler(handler: WebHandler | WebApp): (event: AwsEvent) => Promise<AwsResult> {
  const handle: WebHandler = typeof handler === 'function' ? handler : (request, from) => handler.fetch(request, from)
  return async (event) => {
    const request = toRequest(event)
    return request ? toResult(await handle(request, event)) : toResult(toProblem(400, 'BAD_REQUEST', badEvent))
  }
}

async function toResult(response: Response): Promise<AwsResult> {
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    await response.body?.cancel()
    return toResult(toProblem(501, 'NO_STREAMS', noStreams))
  }
  const headers = Object.fromEntries(response.headers)
  const multiValueHeaders = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]))
  const { status: statusCode } = response
  return { statusCode, headers, multiValueHeaders, body: await response.text(), isBase64Encoded: false }
}

function toRequest(event: AwsEvent): Request | undefined {
  try {
    const context = isRecord(event['requestContext']) ? event['requestContext'] : {}
    const http = isRecord(context['http']) ? context['http'] : {}
    const headers = readHeaders(event)
    const method = [http['method'], event['httpMethod']].find(isText) ?? 'GET'
    const path = [event['rawPath'], event['path']].find(isText) ?? '/'
    const url = new URL(`https://${headers.get('host') ?? 'localhost'}`)
    url.pathname = path
    url.search = readQuery(event)
    const hasBody = method !== 'GET' && method !== 'HEAD' && isText(event['body'])
    return new Request(url, { method, headers, ...(hasBody && { body: readBody(event) }) })
  } catch {
    return undefined
  }
}

function readHeaders({ headers, multiValueHeaders }: AwsEvent): Headers {
  const read = new Headers()
  const source = isRecord(multiValueHeaders) ? multiValueHeaders : isRecord(headers) ? headers : {}
  for (const [name, value] of Object.entries(source))
    for (const each of isTexts(value) ? value : isText(value) ? [value] : []) read.append(name, each)
  return read
}

function readQuery({ multiValueQueryStringParameters, queryStringParameters, rawQueryString }: AwsEvent): string {
  if (isText(rawQueryString)) return rawQueryString
  const query = new URLSearchParams()
  const many = isRecord(multiValueQueryStringParameters) ? multiValueQueryStringParameters : queryStringParameters
  for (const [name, value] of Object.entries(isRecord(many) ? many : {}))
    for (const each of isTexts(value) ? value : isText(value) ? [value] : []) query.append(name, each)
  return query.toString()
}

function readBody({ body, isBase64Encoded }: AwsEvent): string | Uint8Array<ArrayBuffer> {
  const text = String(body)
  return isBase64Encoded === true ? Uint8Array.from(atob(text), (character) => character.codePointAt(0) ?? 0) : text
}

function toProblem(status: number, code: string, message: string): Response {
  return Response.json({ ok: false, code, message }, { status, headers: { 'cache-control': 'no-store' } })
}

const badEvent = 'The event is no request, or its body is no base64. Check what invokes this function.'
const noStreams =
  'A function of AWS answers at its end, and this answer has none. Run the bridge in a process that stays.'

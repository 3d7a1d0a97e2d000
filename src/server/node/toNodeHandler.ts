import { OnwireError } from '../../core/contract/errors.js'
import { toBodyError } from '../webhooks/refusals.js'
import { cutOff } from './cutOff.js'
import { isGone } from './isGone.js'
import type { NodeReply, NodeRequest, NodeResponse } from './nodeTypes.js'
import { toWebRequest } from './toWebRequest.js'
import { writeResponse } from './writeResponse.js'

/**
 * What `createRelayWebhookHandler` makes, and whatever else speaks the Web's `Request` and `Response`.
 *
 * @param from The request as Node or its framework has it, with what middleware has put there: `req.session`, `req.user`.
 */
export type WebHandler = (request: Request, from?: unknown) => Response | Promise<Response>

/** What `createBridge` makes, or any other app of the Web's kind. */
export interface WebApp {
  readonly fetch: WebHandler
  /** Whether a path is content with JSON that was parsed and is written again, where its bytes are gone. None is by default. */
  readonly acceptsParsedBody?: (this: void, pathname: string) => boolean
}

/** A listener of `node:http` and `node:http2`, a handler of Express, and one of Fastify. */
export type NodeHandler = (
  request: NodeRequest,
  response: NodeResponse | NodeReply,
  next?: (error?: unknown) => void,
) => void

export interface NodeHandlerOptions {
  /** Told what the handler threw, of a body that broke off, and of a set-up that can't work. `console.error` by default. */
  readonly onError?: ((error: unknown) => void) | undefined
}

/**
 * A Web handler for `node:http`, `node:http2`, Express and Fastify.
 *
 * - The body is the bytes as sent: `rawBody`, a `body` of bytes or text, or the stream that nobody has read. Where only a parsed
 *   body is left it is written again for those paths that are content with that, as a bridge's `/events` is; for others, such as
 *   webhooks, whose bytes are signed, the answer is 500, and says what to do.
 * - The handler also gets the request as it came, beside the Web's.
 * - Answers are streamed, as fast as the client reads. The request's `signal` aborts when the client goes.
 * - Where the handler throws: Express's `next` is told, or the answer is 500 with nothing of what was thrown.
 */
export function toNodeHandler(
  handler: WebHandler | WebApp,
  { onError = logError }: NodeHandlerOptions = {},
): NodeHandler {
  const handle: WebHandler = typeof handler === 'function' ? handler : (request, from) => handler.fetch(request, from)
  const { acceptsParsedBody = () => false }: Partial<WebApp> = typeof handler === 'function' ? {} : handler

  const serve = async (
    request: NodeRequest,
    response: NodeResponse,
    next: ((error?: unknown) => void) | undefined,
  ): Promise<void> => {
    const client = new AbortController()
    const gone = (): void => {
      // HTTP/2 calls what its client has broken off finished, too.
      if (!response.writableEnded || !response.writableFinished) client.abort()
    }
    response.once('close', gone)
    if (isGone(response)) gone()
    const made = toWebRequest(request, client.signal, acceptsParsedBody)
    if (!made.ok) {
      const error = made.code === 'BODY_ALREADY_READ' ? toBodyError() : undefined
      if (error) onError(error)
      const message = error?.message ?? 'The request has a host, a method or a header that HTTP does not know.'
      return answer(response, error ? 500 : 400, made.code, message)
    }
    try {
      await writeResponse(response, await handle(made.request, request), request.method !== 'HEAD')
    } catch (error) {
      // A handler may reject because its client has gone: nobody is there to be told.
      if (client.signal.aborted) return
      if (response.headersSent) cutOff(response)
      else if (next) return next(error)
      else answer(response, 500, 'HANDLER_FAILED', 'The handler failed. See the log of the server.')
      onError(error)
    }
  }

  return (request, reply, next) => void serve(request, toResponse(reply), next)
}

/** Fastify is told that the answer isn't its business. */
function toResponse(reply: NodeResponse | NodeReply): NodeResponse {
  if (!('hijack' in reply)) return reply
  reply.hijack()
  return reply.raw
}

function answer(response: NodeResponse, status: number, code: string, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify({ ok: false, code, message }))
}

function logError(error: unknown): void {
  console.error(error instanceof OnwireError ? `onwire: ${error.code}: ${error.message}` : error)
}

import { OnwireError } from '../../core/contract/errors.js'
import { toBodyAlreadyReadError } from '../http/bodyAlreadyRead.js'
import { createLazyAbort } from '../lazyAbort.js'
import { isPlainHandler, plainly } from '../http/plainAnswer.js'
import { cutOff } from './cutOff.js'
import { isGone } from './isGone.js'
import type { NodeReply, NodeRequest, NodeResponse } from './nodeTypes.js'
import { findPathname, toPlainRequest } from './toPlainRequest.js'
import { toWebRequest } from './toWebRequest.js'
import { writePlainAnswer } from './writePlainAnswer.js'
import { writeResponse } from './writeResponse.js'

/**
 * A handler of the Web's `Request` and `Response`, such as `createRelayWebhookHandler` makes.
 *
 * @param from Node's or the framework's own request, with the fields that middleware added: `req.session`, `req.user`.
 */
export type WebHandler = (request: Request, from?: unknown) => Response | Promise<Response>

/** An app of the Web's kind, such as `createBridge` makes. */
export interface WebApp {
  readonly fetch: WebHandler
  /** True for a path that accepts JSON which was parsed and written again, its bytes being gone. No path by default. */
  readonly acceptsParsedBody?: (this: void, pathname: string) => boolean
}

/** A listener of `node:http` and `node:http2`, a handler of Express, and one of Fastify. */
export type NodeHandler = (
  request: NodeRequest,
  response: NodeResponse | NodeReply,
  next?: (error?: unknown) => void,
) => void

export interface NodeHandlerOptions {
  /**
   * Called with the handler's exception, with the error of a body that broke off, and where the set-up can't work.
   * `console.error` by default.
   */
  readonly onError?: ((error: unknown) => void) | undefined
}

/**
 * Adapts a Web handler to `node:http`, `node:http2`, Express and Fastify.
 *
 * - The body is the bytes as sent: `rawBody`, a `body` of bytes or text, or the stream that nobody has read.
 * - Where only a parsed body is left, it is written again for the paths that accept that, such as a bridge's `/events`.
 *   For others, such as webhooks, whose bytes are signed, the answer is 500, and says what to do.
 * - The handler gets the original request beside the Web's.
 * - Answers are streamed as fast as the client reads. The request's `signal` aborts when the client goes.
 * - Where the handler throws, Express's `next` gets the error; without `next` the answer is 500, and hides the error.
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
    const client = watchClient(response)
    const answerPlainly = findPlainAnswer(handler, request, client.getSignal)
    if (answerPlainly) return serveAnswer(response, next, client, () => answerPlainly(response))
    const made = toWebRequest(request, client.getSignal(), acceptsParsedBody)
    if (!made.ok) {
      const error = made.code === 'BODY_ALREADY_READ' ? toBodyAlreadyReadError() : undefined
      if (error) onError(error)
      const message = error?.message ?? 'The request has a host, a method or a header that HTTP does not know.'
      return answer(response, error ? 500 : 400, made.code, message)
    }
    const write = async () => writeResponse(response, await handle(made.request, request), request.method !== 'HEAD')
    return serveAnswer(response, next, client, write)
  }

  const serveAnswer = async (
    response: NodeResponse,
    next: ((error?: unknown) => void) | undefined,
    client: Client,
    write: () => Promise<void>,
  ): Promise<void> => {
    try {
      await write()
    } catch (error) {
      // A handler may reject because its client has gone: nobody reads an answer then.
      if (client.hasGone()) return
      if (response.headersSent) cutOff(response)
      else if (next) return next(error)
      else answer(response, 500, 'HANDLER_FAILED', 'The handler failed. See the log of the server.')
      onError(error)
    }
  }

  return (request, reply, next) => void serve(request, toResponse(reply), next)
}

/** Finds the answer that does without the Web's objects. Undefined where the request, or its handler, needs them. */
function findPlainAnswer(
  handler: WebHandler | WebApp,
  request: NodeRequest,
  getSignal: () => AbortSignal,
): ((response: NodeResponse) => Promise<void>) | undefined {
  const own = typeof handler === 'function' ? handler : handler.fetch
  if (request.method !== 'POST' || !isPlainHandler(own)) return undefined
  const pathname = findPathname(request)
  const answerPlainly = pathname === undefined ? undefined : own[plainly](pathname, request)
  const plain = pathname !== undefined && answerPlainly && toPlainRequest(request, pathname, getSignal)
  return plain ? async (response) => writePlainAnswer(response, await answerPlainly(plain)) : undefined
}

interface Client {
  /** Aborts when the client goes. */
  readonly getSignal: () => AbortSignal
  readonly hasGone: () => boolean
}

function watchClient(response: NodeResponse): Client {
  const { abort, getSignal } = createLazyAbort()
  let isAborted = false
  const leave = (): void => {
    // HTTP/2 calls a response finished that its client has broken off, too.
    if (response.writableEnded && response.writableFinished) return
    isAborted = true
    abort()
  }
  response.once('close', leave)
  if (isGone(response)) leave()
  return { getSignal, hasGone: () => isAborted }
}

/** Takes the answer over from Fastify. */
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

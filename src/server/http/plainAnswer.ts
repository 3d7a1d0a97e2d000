import { type BodyResult, readBody } from './readBody.js'
import type { HeadersLike } from './readHeader.js'

/** A request without the Web's objects, whose making costs more than the whole answer to a webhook. */
export interface PlainRequest {
  readonly method: string
  readonly pathname: string
  readonly headers: HeadersLike
  /** Aborts when the client goes. Made where it is asked for. */
  readonly signal: AbortSignal
  readBody(this: void, maxBytes: number): Promise<BodyResult>
}

export interface PlainAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

export type AnswerPlainly = (request: PlainRequest) => Promise<PlainAnswer>

/** Names the function that finds a path's plain answer. Undefined where the path wants a Web `Request`. */
export const plainly: unique symbol = Symbol('onwire.plainly')

/**
 * A Web handler that can do without the Web's objects on some paths. Only a function of its own is asked: an app that
 * wraps the handler in another is asked first, as ever.
 */
export interface PlainHandler {
  readonly [plainly]: (pathname: string, from: unknown) => AnswerPlainly | undefined
}

export function isPlainHandler(handler: object): handler is PlainHandler {
  return plainly in handler
}

export function toPlainRequest(request: Request): PlainRequest {
  return {
    method: request.method,
    get pathname() {
      return new URL(request.url).pathname
    },
    headers: request.headers,
    get signal() {
      return request.signal
    },
    readBody: (maxBytes) => readBody(request, maxBytes),
  }
}

export function toResponse({ headers, status, text }: PlainAnswer): Response {
  return new Response(text, { status, headers })
}

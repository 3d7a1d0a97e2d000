/** The part of Node's `IncomingMessage` that is used here, with the fields that frameworks add. */
export interface NodeRequest {
  readonly method?: string | undefined
  readonly url?: string | undefined
  /** Express: the path before a router removed its prefix. */
  readonly originalUrl?: string | undefined
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** The bytes as sent, where the app kept them. */
  readonly rawBody?: unknown
  /** The body parser's result. */
  readonly body?: unknown
  /** Fastify: Node's own request. */
  readonly raw?: NodeRequest
}

/** Node's request as a stream. */
export interface NodeStream {
  readonly readableDidRead?: boolean
  readonly readableEnded?: boolean
  readonly destroyed?: boolean
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown
  on(event: 'end' | 'close', listener: () => void): unknown
  on(event: 'error', listener: (error: unknown) => void): unknown
  pause(): unknown
  resume(): unknown
}

/** The part of the `ServerResponse` of `node:http` and `node:http2` that is used here. */
export interface NodeResponse {
  readonly headersSent: boolean
  readonly writableEnded: boolean
  readonly writableFinished: boolean
  readonly destroyed?: boolean
  /** HTTP/2: the stream below. It alone tells that the client has gone, and can be broken off. */
  readonly stream?: { readonly destroyed: boolean; close(code: number): unknown }
  writeHead(status: number, headers: Readonly<Record<string, string | string[]>>): unknown
  /** Sends the headers now. HTTP/2 does so by itself. */
  flushHeaders?(): void
  write(chunk: Uint8Array | string): boolean
  end(chunk?: Uint8Array | string): unknown
  destroy(): unknown
  /** Added by the compression middleware. */
  flush?(): unknown
  once(event: 'close' | 'drain', listener: () => void): unknown
  off(event: 'close' | 'drain', listener: () => void): unknown
}

/** Fastify's reply. */
export interface NodeReply {
  readonly raw: NodeResponse
  hijack(): unknown
}

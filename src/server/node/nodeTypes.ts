/** What is needed of Node's `IncomingMessage`, with what frameworks add to it. */
export interface NodeRequest {
  readonly method?: string | undefined
  readonly url?: string | undefined
  /** Express: the path before a router took its part off. */
  readonly originalUrl?: string | undefined
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** The bytes as sent, where somebody kept them. */
  readonly rawBody?: unknown
  /** What a body parser made of the body. */
  readonly body?: unknown
  /** Fastify: Node's own request. */
  readonly raw?: NodeRequest
}

/** The stream that Node's request is. */
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

/** What is needed of Node's `ServerResponse`, and of that of `node:http2`. */
export interface NodeResponse {
  readonly headersSent: boolean
  readonly writableEnded: boolean
  readonly writableFinished: boolean
  readonly destroyed?: boolean
  /** HTTP/2: the stream below, which alone tells that it is gone, and can be broken off. */
  readonly stream?: { readonly destroyed: boolean; close(code: number): unknown }
  writeHead(status: number, headers: Readonly<Record<string, string | string[]>>): unknown
  /** HTTP/2 sends them at once. */
  flushHeaders?(): void
  write(chunk: Uint8Array | string): boolean
  end(chunk?: Uint8Array | string): unknown
  destroy(): unknown
  /** The compression middleware's. */
  flush?(): unknown
  once(event: 'close' | 'drain', listener: () => void): unknown
  off(event: 'close' | 'drain', listener: () => void): unknown
}

/** Fastify's reply. */
export interface NodeReply {
  readonly raw: NodeResponse
  hijack(): unknown
}

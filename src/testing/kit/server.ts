/*
 * A simulator without the carrier of its frames. The in-memory pipe and the Node server both adapt these interfaces, so
 * that one simulator behaves alike in a test, in Storybook and on a port.
 */

export type Frame = string | Uint8Array<ArrayBuffer>

/** One client's socket, seen from the server. */
export interface Peer {
  /** The sub-protocol that both agreed on; empty where the client offered none. */
  readonly protocol: string
  send(frame: Frame): void
  /** Closes with a handshake: the client sees `code` and `reason`. */
  close(code: number, reason: string): void
  /** Cuts the line without a handshake: the client sees 1006. */
  terminate(): void
}

/** The server's ears on one socket. */
export interface Session {
  /** `framesHeard`: how many frames the client had received when it sent this one, where the carrier can know. */
  message(frame: Frame, framesHeard?: number): void
  /** False while the server hangs: a closing handshake then gets no answer. */
  answersClose(): boolean
  closed(code: number): void
}

/** `unreachable`: nobody answers. `refused`: the upgrade is answered with an HTTP status instead. */
export type Admission =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  | { readonly kind: 'unreachable' }

export interface SocketServer {
  /** Asked once for each attempt, before any socket is open. */
  admit(url: URL): Admission
  /**
   * Which of the sub-protocols that a client offers is spoken; undefined for none of them, which fails the
   * client's attempt. Absent: the first, and it means nothing. Not asked where the client offers none.
   */
  selectProtocol?(offered: readonly string[]): string | undefined
  /** The socket is open. */
  connect(url: URL, peer: Peer): Session
}

export interface RestRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  /** The text that was sent with it. */
  readonly body?: string | undefined
}

export interface RestAnswer {
  readonly kind: 'answer'
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Sent as JSON, but for a text with a `content-type` of its own among the headers. */
  readonly body: unknown
}

export function toBodyText(answer: Pick<RestAnswer, 'headers' | 'body'>): string {
  const { headers, body } = answer
  return typeof body === 'string' && headers['content-type'] !== undefined ? body : JSON.stringify(body)
}

/** `cut`: the connection breaks without an answer. `hang`: the answer never comes. */
export type RestReply = RestAnswer | { readonly kind: 'cut' } | { readonly kind: 'hang' }

export interface RestServer {
  handle(request: RestRequest): RestReply
}

/** The sub-protocol for a client that offers these; undefined where it will not connect. */
export function selectProtocol(server: SocketServer, offered: readonly string[]): string | undefined {
  if (offered.length === 0) return ''
  return server.selectProtocol === undefined ? offered[0] : server.selectProtocol(offered)
}

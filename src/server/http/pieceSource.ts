/** Where the pieces of a body go. */
export interface PieceSink {
  enqueue(this: void, piece: Uint8Array<ArrayBuffer>): void
  close(this: void): void
  error(this: void, reason: unknown): void
}

/** Names the function that connects a stream to a sink of another kind than the Web's. */
export const connectPieces: unique symbol = Symbol('onwire.connectPieces')

/**
 * A Web stream that can hand its pieces to a server directly. The Web's way costs a promise and two turns of its queues
 * for each piece and reader.
 */
export interface PieceSource {
  /** Undefined where the stream is over, or is read the Web's way. It calls the sink only after `pull`, but to end. */
  [connectPieces](this: void, sink: PieceSink): PieceConnection | undefined
}

export interface PieceConnection {
  /** The sink has room for one more piece. */
  pull(this: void): void
  /** The sink has gone. */
  cancel(this: void): void
}

export function isPieceSource<Stream extends object>(stream: Stream): stream is PieceSource & Stream {
  return connectPieces in stream
}

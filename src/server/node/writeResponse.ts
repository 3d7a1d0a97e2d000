import { connectPieces, isPieceSource, type PieceSource } from '../http/pieceSource.js'
import { cutOff } from './cutOff.js'
import { isGone } from './isGone.js'
import type { NodeResponse } from './nodeTypes.js'

/**
 * Sends a Web response through Node's.
 *
 * - Sends the headers at once, and each piece as it comes, so that an event stream is live.
 *   A piece that is ready leaves with the headers.
 * - Reads the body no faster than the client does, and cancels it when the client goes.
 * - Rejects where the body breaks off; the client then sees that it did.
 */
export async function writeResponse(node: NodeResponse, response: Response, hasBody: boolean): Promise<void> {
  const { body } = response
  if (isGone(node) || !body || !hasBody) {
    if (!isGone(node)) {
      node.writeHead(response.status, toNodeHeaders(response.headers))
      node.end()
    }
    await body?.cancel()
    return
  }
  if (isPieceSource(body) && !body.locked) {
    const isWritten = writePieces(node, response, body)
    if (isWritten) return isWritten
  }
  const reader = body.getReader()
  const cancel = (): void => {
    reader.cancel().catch(() => {})
  }
  node.once('close', cancel)
  // Catches a failure also while the client doesn't read on: nobody looks at the body then.
  reader.closed.catch(() => cutOff(node))
  // Delayed: a packet for the headers alone would cost as much as one for a whole short answer.
  const flushing = setTimeout(() => node.flushHeaders?.())
  try {
    node.writeHead(response.status, toNodeHeaders(response.headers))
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      clearTimeout(flushing)
      if (!node.write(part.value)) await waitForDrain(node)
      // Without it, compression middleware holds small pieces back.
      node.flush?.()
    }
    node.end()
  } finally {
    clearTimeout(flushing)
    node.off('close', cancel)
    reader.cancel().catch(() => {})
  }
}

/** Writes each piece as its source sends it. Undefined where the source wants to be read the Web's way. */
function writePieces(node: NodeResponse, response: Response, source: PieceSource): Promise<void> | undefined {
  let finish = (_reason?: unknown): void => {}
  const isWritten = new Promise<void>((resolve, reject) => {
    finish = (reason) => (reason === undefined ? resolve() : reject(reason))
  })
  const connection = source[connectPieces]({
    enqueue(piece) {
      const hasRoom = node.write(piece)
      // Without it, compression middleware holds small pieces back.
      node.flush?.()
      if (hasRoom) connection?.pull()
      else node.once('drain', () => connection?.pull())
    },
    close() {
      node.end()
      finish()
    },
    error: finish,
  })
  if (!connection) return undefined
  node.once('close', () => {
    connection.cancel()
    finish()
  })
  node.writeHead(response.status, toNodeHeaders(response.headers))
  connection.pull()
  return isWritten
}

function waitForDrain(node: NodeResponse): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      node.off('drain', finish)
      node.off('close', finish)
      resolve()
    }
    node.once('drain', finish)
    node.once('close', finish)
    // The response may have closed during the write, before these listeners were added.
    if (isGone(node)) finish()
  })
}

function toNodeHeaders(headers: Headers): Record<string, string | string[]> {
  const cookies = headers.getSetCookie()
  return { ...Object.fromEntries(headers), ...(cookies.length > 0 && { 'set-cookie': cookies }) }
}

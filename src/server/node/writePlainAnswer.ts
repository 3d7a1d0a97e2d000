import type { PlainAnswer } from '../http/plainAnswer.js'
import { isGone } from './isGone.js'
import type { NodeResponse } from './nodeTypes.js'

/** Sends a whole answer at once, with its length: headers and text leave in one piece. */
export function writePlainAnswer(node: NodeResponse, { headers, status, text }: PlainAnswer): void {
  if (isGone(node)) return
  const { byteLength } = new TextEncoder().encode(text)
  node.writeHead(status, { ...headers, 'content-length': `${byteLength}` })
  node.end(text)
}

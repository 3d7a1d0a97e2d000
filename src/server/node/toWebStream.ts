import { toBytes } from '../http/bytes.js'
import type { NodeStream } from './nodeTypes.js'

/**
 * A Node stream as the Web has them.
 *
 * - Nothing is read before somebody asks, and no more than is asked for.
 * - Cancelled, it is read on and thrown away: destroying it would cut the line before the answer is out.
 */
export function toWebStream(stream: NodeStream): ReadableStream<Uint8Array<ArrayBuffer>> {
  let isOver = false
  const finish = (run: () => void): void => {
    if (isOver) return
    isOver = true
    run()
  }
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(controller) {
        // First, or the listener below would set it flowing.
        stream.pause()
        stream.on('data', (chunk) => {
          const bytes = toBytes(chunk)
          if (isOver || !bytes?.length) return
          controller.enqueue(bytes)
          if ((controller.desiredSize ?? 0) <= 0) stream.pause()
        })
        stream.on('end', () => finish(() => controller.close()))
        stream.on('error', (error) => finish(() => controller.error(error)))
        stream.on('close', () => finish(() => controller.error(new Error('The client went away.'))))
      },
      pull() {
        stream.resume()
      },
      cancel() {
        finish(() => stream.resume())
      },
    },
    { highWaterMark: 0 },
  )
}

import { toBytes } from '../http/bytes.js'
import type { NodeStream } from './nodeTypes.js'

/**
 * Converts a Node stream to the Web's.
 *
 * - Reads nothing before its reader asks, and no more than that.
 * - Once cancelled, reads on and drops the data: destroying the stream would cut the line before the answer is out.
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
        // Must come first: the listener below would set the stream flowing.
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

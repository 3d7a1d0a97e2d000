import { join } from '../webhooks/bytes.js'
import type { Frame } from './toFrame.js'

export interface Reader {
  readonly stream: ReadableStream<Frame>
  /** What is `owed`, such as a replay, doesn't count as slowness. */
  send(frame: Frame, isOwed?: boolean): void
  end(): void
  /** It has gone, was cut or has been ended. */
  isOver(): boolean
}

/**
 * One reader's event stream.
 *
 * - What it doesn't take in time waits, up to `maxQueuedBytes`; then it is cut, and comes back with its cursor.
 * - `onOver` is called once.
 */
export function createReader(maxQueuedBytes: number, onOver: (isCut: boolean) => void): Reader {
  let queue: Frame[] = []
  let queuedBytes = 0
  let isAsked = false
  let isOver = false
  let control: ReadableStreamDefaultController<Frame> | undefined

  function finish(isCut: boolean) {
    if (isOver) return
    isOver = true
    queue = []
    onOver(isCut)
  }

  function flush() {
    if (!isAsked || queue.length === 0) return
    isAsked = false
    const [first] = queue
    const all = queue.length === 1 && first ? first : join(queue)
    queue = []
    queuedBytes = 0
    control?.enqueue(all)
  }

  const stream = new ReadableStream<Frame>(
    {
      start(controller) {
        control = controller
      },
      pull() {
        isAsked = true
        flush()
      },
      cancel: () => finish(false),
    },
    { highWaterMark: 0 },
  )

  return {
    stream,
    send(frame, isOwed = false) {
      if (isOver) return
      queue.push(frame)
      if (!isOwed) queuedBytes += frame.byteLength
      flush()
      if (queuedBytes <= maxQueuedBytes) return
      finish(true)
      control?.error(new Error('The reader was too slow.'))
    },
    end() {
      if (isOver) return
      finish(false)
      control?.close()
    },
    isOver: () => isOver,
  }
}

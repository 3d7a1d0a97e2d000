import { join } from '../../http/bytes.js'
import { connectPieces, type PieceSink } from '../../http/pieceSource.js'
import type { Frame } from './frames.js'

/** A reader that reads nothing for this many beats is cut: a slow line may need a minute for the data on its way. */
const patientBeats = 4

export interface ReaderStream {
  readonly stream: ReadableStream<Frame>
  /** Sends a frame. An owed one, such as of a replay, doesn't count as slowness. */
  send(frame: Frame, isOwed?: boolean): void
  /** Sends a frame at regular times, and cuts a reader that reads nothing. */
  beat(frame: Frame): void
  end(): void
  /** Returns the bytes that wait, and since when the oldest of them does. Undefined where none do. */
  getQueued(): { readonly bytes: number; readonly since: number } | undefined
  /** True once the reader has gone, was cut, or was ended. */
  isOver(): boolean
}

/**
 * One reader's event stream.
 *
 * - Unread frames wait, up to `maxQueuedBytes`; beyond that the reader is cut, and comes back with its cursor.
 * - A reader that reads nothing at all is cut as well.
 * - `onOver` is called once.
 */
export function createReaderStream(
  maxQueuedBytes: number,
  now: () => number,
  onOver: (isCut: boolean) => void,
): ReaderStream {
  let queue: Frame[] = []
  let queuedSince = 0
  let queuedBytes = 0
  let beats = 0
  let isAsked = false
  let isOver = false
  let hasStarted = false
  let control: PieceSink | undefined

  function finish(isCut: boolean) {
    if (isOver) return
    isOver = true
    queue = []
    onOver(isCut)
  }

  function cut() {
    finish(true)
    control?.error(new Error('The reader was too slow.'))
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

  function send(frame: Frame, isOwed = false) {
    if (isOver) return
    queue.push(frame)
    if (!isOwed) queuedBytes += frame.byteLength
    flush()
    if (queue.length === 1) queuedSince = now()
    if (queuedBytes > maxQueuedBytes) cut()
  }

  function pull() {
    isAsked = true
    hasStarted = true
    beats = 0
    flush()
  }

  const cancel = () => finish(false)
  const web = new ReadableStream<Frame>(
    {
      start(controller) {
        control = {
          enqueue: (piece) => controller.enqueue(piece),
          close: () => controller.close(),
          error: (reason) => controller.error(reason),
        }
      },
      pull,
      cancel,
    },
    { highWaterMark: 0 },
  )
  const stream = Object.assign(web, {
    [connectPieces](sink: PieceSink) {
      if (isOver || hasStarted) return undefined
      control = sink
      return { pull, cancel }
    },
  })

  return {
    stream,
    send,
    beat(frame) {
      if (isOver) return
      beats = isAsked ? 0 : beats + 1
      if (beats > patientBeats) cut()
      else send(frame)
    },
    end() {
      if (isOver) return
      finish(false)
      control?.close()
    },
    getQueued: () =>
      queue.length > 0
        ? { bytes: queue.reduce((sum, { byteLength }) => sum + byteLength, 0), since: queuedSince }
        : undefined,
    isOver: () => isOver,
  }
}

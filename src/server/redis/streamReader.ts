import type { Clock } from '../../core/contract/environment.js'
import { endConnection, type RedisClient, type RedisConnection } from './redisClient.js'
import { createReadingPosition } from './readingPosition.js'
import { compareIds, readNews, readPieces, type StreamPiece } from './streamPieces.js'
import { withTimeout } from './commandTimeout.js'

/** The time that Redis waits for a piece before it answers that there is none, in ms. */
const blockMs = 5_000
const mostAtOnce = 1_000
const firstPauseMs = 50
const longestPauseMs = 1_000
/** Begins as an error of Redis does, but for the one that ends by itself. */
const answerPattern = /^(?!LOADING )[A-Z]{3,} /

export interface StreamReaderOptions {
  readonly clock: Clock
  readonly client: RedisClient
  readonly stream: string
  readonly commandMs: number
  /** Reads the newest piece's id; there always is one. */
  readonly getNewestId: () => Promise<string>
  /** Proves that this member can write to Redis. `isFirst`: no connection was open before. */
  readonly proveWritable: (isFirst: boolean) => Promise<unknown>
  readonly on: {
    piece(piece: StreamPiece): void
    open(isLost: boolean): void
    away(cause: unknown): void
  }
}

export interface StreamReader {
  /** The id of the last piece handed out. Undefined until the first connection is open. */
  getLastId(): string | undefined
  /** Reads the newest piece's id. Resolves once that piece, and all before it, are handed out. */
  catchUp(): Promise<string>
  /** Reconnects after a failure elsewhere, which shows if Redis is away. */
  restart(cause: unknown): void
  close(): void
}

/**
 * Reads the stream on a connection of its own.
 *
 * - Hands each piece out once, in order. After a break it continues where it stopped; `isLost` if that place is gone.
 * - Counts as open only while Redis can be both read and written.
 */
export function createStreamReader(options: StreamReaderOptions): StreamReader {
  const { client, clock, commandMs, getNewestId, on, proveWritable, stream } = options
  let connection: RedisConnection | undefined
  const position = createReadingPosition(clock, commandMs)
  const ending = new AbortController()
  let pauseMs = firstPauseMs
  let awayFor: 'nothing' | 'break' | 'answer' = 'nothing'
  /** The failure elsewhere for which the connection was dropped: its own says no more than that it ended. */
  let restartCause: unknown

  function dropConnection() {
    if (connection) void endConnection(connection)
    connection = undefined
  }

  async function openConnection(): Promise<RedisConnection> {
    if (!client.isReady) throw new Error('Redis is away.')
    const own = client.duplicate()
    connection = own
    // Failures show as rejected commands.
    own.on('error', () => {})
    await withTimeout(clock, commandMs, own.connect())
    const last = position.get()
    await proveWritable(last === undefined)
    const newest = await getNewestId()
    const isLost = last !== undefined && !(await isInStream(own, last, options))
    // Lost, and an older id: Redis's clock was set back, or Redis restored an old backup.
    if (last === undefined || (isLost && compareIds(newest, last) < 0)) position.set(newest)
    if (ending.signal.aborted) throw new Error('It was left.')
    awayFor = 'nothing'
    pauseMs = firstPauseMs
    on.open(isLost)
    return own
  }

  async function readNewPieces(own: RedisConnection) {
    const isCurrent = () => connection === own
    while (isCurrent()) {
      const args = ['XREAD', 'COUNT', `${mostAtOnce}`, 'BLOCK', `${blockMs}`, 'STREAMS', stream, position.get() ?? '$']
      const reply = await withTimeout(clock, blockMs + commandMs, own.sendCommand(args))
      for (const piece of readNews(reply)) {
        if (!isCurrent()) return
        position.set(piece.id)
        try {
          on.piece(piece)
        } catch {
          // The member reports its own failures. A piece that it can't take in isn't read again.
        }
      }
    }
  }

  /** Reports an outage once, and again where an answer of Redis names its cause: a line may break first. */
  function reportAway(cause: unknown) {
    const isAnswer = cause instanceof Error && answerPattern.test(cause.message)
    if (awayFor === 'answer' || (awayFor === 'break' && !isAnswer)) return
    awayFor = isAnswer ? 'answer' : 'break'
    on.away(cause)
  }

  async function runUntilClosed() {
    while (!ending.signal.aborted) {
      let cause: unknown
      try {
        await readNewPieces(await openConnection())
      } catch (error) {
        // Any failure is followed by a new attempt.
        cause = error
      }
      dropConnection()
      if (ending.signal.aborted) return
      reportAway(restartCause ?? cause)
      restartCause = undefined
      const ms = pauseMs
      pauseMs = Math.min(longestPauseMs, pauseMs * 2)
      await new Promise<void>((resolve) => {
        clock.after(ms, resolve)
      })
    }
  }

  // Deferred: no event may come before the caller has this object.
  queueMicrotask(() => void runUntilClosed())

  return {
    getLastId: position.get,
    catchUp: () => getNewestId().then(position.reach),
    restart(cause) {
      restartCause ??= cause
      dropConnection()
    },
    close() {
      ending.abort()
      dropConnection()
    },
  }
}

async function isInStream(own: RedisConnection, id: string, { clock, commandMs, stream }: StreamReaderOptions) {
  const reply = await withTimeout(clock, commandMs, own.sendCommand(['XRANGE', stream, id, id]))
  return readPieces(reply).length > 0
}

import type { Clock } from '../../core/contract/environment.js'
import { endConnection, type RedisClient, type RedisConnection } from './redisClient.js'
import { compareIds, readNews, readPieces, type StreamPiece } from './streamPieces.js'
import { withTimeout } from './commandTimeout.js'

/** The time that Redis waits for a piece before it answers that there is none, in ms. */
const blockMs = 5_000
const mostAtOnce = 1_000
const firstPauseMs = 50
const longestPauseMs = 1_000

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
    away(): void
  }
}

export interface StreamReader {
  /** The id of the last piece handed out. Undefined until the first connection is open. */
  getLastId(): string | undefined
  /** Reconnects after a failure elsewhere, which shows if Redis is away. */
  restart(): void
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
  let last: string | undefined
  const ending = new AbortController()
  let isAway = false
  let pauseMs = firstPauseMs

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
    await proveWritable(last === undefined)
    const newest = await getNewestId()
    const before = last
    const isLost = before !== undefined && !(await isInStream(own, before))
    // Lost, and an older id: Redis's clock was set back, or Redis restored an old backup.
    if (before === undefined || (isLost && compareIds(newest, before) < 0)) last = newest
    if (ending.signal.aborted) throw new Error('It was left.')
    isAway = false
    pauseMs = firstPauseMs
    on.open(isLost)
    return own
  }

  async function isInStream(own: RedisConnection, id: string) {
    const reply = await withTimeout(clock, commandMs, own.sendCommand(['XRANGE', stream, id, id]))
    return readPieces(reply).length > 0
  }

  async function readNewPieces(own: RedisConnection) {
    const isCurrent = () => connection === own
    while (isCurrent()) {
      const args = ['XREAD', 'COUNT', `${mostAtOnce}`, 'BLOCK', `${blockMs}`, 'STREAMS', stream, last ?? '$']
      const reply = await withTimeout(clock, blockMs + commandMs, own.sendCommand(args))
      for (const piece of readNews(reply)) {
        if (!isCurrent()) return
        last = piece.id
        on.piece(piece)
      }
    }
  }

  async function runUntilClosed() {
    while (!ending.signal.aborted) {
      try {
        await readNewPieces(await openConnection())
      } catch {
        // Any failure is followed by a new attempt.
      }
      dropConnection()
      if (ending.signal.aborted) return
      if (!isAway) on.away()
      isAway = true
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
    getLastId: () => last,
    restart: dropConnection,
    close() {
      ending.abort()
      dropConnection()
    },
  }
}

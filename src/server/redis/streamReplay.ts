import type { BusMember } from '../bus/bus.js'
import type { SendCommand } from './redisCommands.js'
import type { StreamTail } from './streamTail.js'
import { compareIds, isStreamId, readPieces } from './streamPieces.js'

const pageLength = 1_000

export interface StreamReplayOptions {
  readonly stream: string
  readonly tail: StreamTail
  readonly sendCommand: SendCommand
  /** The id of the last piece that this member has read. */
  readonly getLastId: () => string | undefined
}

/**
 * Replays the entries after a cursor, from memory.
 *
 * - Entries from before this member joined are read once, backwards, one page at a time, until the tail is full.
 *   All callers share these reads, so that strangers' cursors cost no more.
 * - A cursor ahead of this member is good if Redis has it: the entries after it are still to come.
 * - Rejects where a page can't be read; the next call reads that page again.
 */
export function createStreamReplay({ getLastId, sendCommand, stream, tail }: StreamReplayOptions): BusMember['replay'] {
  let reading: Promise<void> | undefined

  async function readBefore(start: string) {
    const pieces = readPieces(await sendCommand(['XREVRANGE', stream, start, '-', 'COUNT', `${pageLength}`]))
    tail.addBefore(start, pieces, pieces.length < pageLength)
  }

  return async (topics, after) => {
    const expired = topics.map(() => 'expired' as const)
    if (!isStreamId(after)) return expired
    for (;;) {
      const replays = tail.getAfter(after, topics)
      if (replays) return replays
      if (compareIds(after, getLastId() ?? after) >= 0) {
        const isThere = readPieces(await sendCommand(['XRANGE', stream, after, after])).length > 0
        return isThere ? topics.map(() => []) : expired
      }
      const start = tail.getStart()
      if (start === undefined || compareIds(after, start) > 0) return expired
      reading ??= readBefore(start).finally(() => {
        reading = undefined
      })
      await reading
    }
  }
}

import type { BusMember } from '../bus/bus.js'
import type { StreamTail } from './streamTail.js'
import { compareIds, isStreamId, readPieces } from './streamPieces.js'

const pageLength = 1_000

export interface StreamReplayOptions {
  readonly stream: string
  readonly tail: StreamTail
  readonly command: (args: readonly string[]) => Promise<unknown>
  /** The last piece's id that this member was told. */
  readonly getLastId: () => string | undefined
}

/**
 * What came after a cursor, from memory.
 *
 * - What came before this member is read once, backwards, one page at a time, for all that ask meanwhile, until the tail is full: strangers' cursors cost no more.
 * - A cursor that this member hasn't reached is good where it is there: what follows will be told.
 * - Rejects where a page can't be had; whoever asks again asks for that page again.
 */
export function createStreamReplay({ command, getLastId, stream, tail }: StreamReplayOptions): BusMember['replay'] {
  let reading: Promise<void> | undefined

  async function readBefore(start: string) {
    const pieces = readPieces(await command(['XREVRANGE', stream, start, '-', 'COUNT', `${pageLength}`]))
    tail.addBefore(start, pieces, pieces.length < pageLength)
  }

  return async (topics, after) => {
    const expired = topics.map(() => 'expired' as const)
    if (!isStreamId(after)) return expired
    for (;;) {
      const replays = tail.getAfter(after, topics)
      if (replays) return replays
      if (compareIds(after, getLastId() ?? after) >= 0) {
        const isThere = readPieces(await command(['XRANGE', stream, after, after])).length > 0
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

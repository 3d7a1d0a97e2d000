import type { BusEntry } from '../bridge/bus.js'
import { compareIds, type StreamPiece } from './readStream.js'

/** The newest of the stream, as this member was told it, so that readers that come back together cost no request. */
export interface Tail {
  add(piece: StreamPiece): void
  /** What came after a piece. Undefined where that piece isn't known here. */
  getAfter(id: string): readonly BusEntry[] | undefined
  clear(): void
}

export function createTail(maxPieces: number): Tail {
  let pieces: StreamPiece[] = []

  return {
    add(piece) {
      pieces.push(piece)
      if (pieces.length >= 2 * maxPieces) pieces = pieces.slice(-maxPieces)
    },
    getAfter(id) {
      let from = 0
      for (let to = pieces.length; from < to;) {
        const middle = (from + to) >> 1
        const piece = pieces[middle]
        if (piece && compareIds(piece.id, id) < 0) from = middle + 1
        else to = middle
      }
      if (pieces[from]?.id !== id) return undefined
      return pieces.slice(from + 1).flatMap(({ entry }) => entry ?? [])
    },
    clear() {
      pieces = []
    },
  }
}

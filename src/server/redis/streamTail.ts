import type { BusEntry, BusTopic } from '../bus/bus.js'
import { toTopicId } from '../bus/toTopicId.js'
import { compareIds, type StreamPiece } from './streamPieces.js'

/** The newest pieces of the stream, without a hole, so that many returning readers cost no request. */
export interface StreamTail {
  /** Sets the piece after which all will be added, unless the tail holds pieces already. */
  begin(id: string): void
  add(piece: StreamPiece): void
  /** The oldest piece's id. Undefined once nothing may be added before it. */
  getStart(): string | undefined
  /** Adds pieces that were read backwards from the start, the start among them. `isAll`: no piece is before them. */
  addBefore(start: string, pieces: readonly StreamPiece[], isAll: boolean): void
  /** The entries after a piece, for each topic. Undefined where the tail hasn't that piece. */
  getAfter(id: string, topics: readonly BusTopic[]): readonly (readonly BusEntry[])[] | undefined
  clear(): void
}

export function createStreamTail(minPieces: number, maxBytes = Infinity): StreamTail {
  let pieces: StreamPiece[] = []
  let byTopic = new Map<string, BusEntry[]>()
  let hasAll = false
  let bytes = 0
  /** It has dropped pieces because of their bytes: none is added before those that are left. */
  let isFull = false

  function index({ entry }: StreamPiece) {
    if (!entry) return
    const id = toTopicId(entry)
    const entries = byTopic.get(id)
    if (entries) entries.push(entry)
    else byTopic.set(id, [entry])
  }

  function replace(next: StreamPiece[]) {
    pieces = next
    byTopic = new Map()
    pieces.forEach(index)
    bytes = pieces.reduce((sum, piece) => sum + piece.bytes, 0)
    if (bytes > maxBytes) dropOldest()
  }

  /** Drops the older half of the bytes, so that it is seldom done. */
  function dropOldest() {
    let left = bytes
    const first = pieces.findIndex((piece) => (left -= piece.bytes) <= maxBytes / 2)
    isFull = true
    hasAll = false
    replace(pieces.slice(first + 1))
  }

  function has(id: string): boolean {
    let from = 0
    for (let to = pieces.length; from < to;) {
      const middle = (from + to) >> 1
      const piece = pieces[middle]
      if (piece && compareIds(piece.id, id) < 0) from = middle + 1
      else to = middle
    }
    return pieces[from]?.id === id
  }

  return {
    begin(id) {
      if (pieces.length === 0) pieces = [{ id, entry: undefined, bytes: 0 }]
    },
    add(piece) {
      pieces.push(piece)
      index(piece)
      bytes += piece.bytes
      if (bytes > maxBytes) dropOldest()
      if (pieces.length >= 2 * minPieces) replace(pieces.slice(-minPieces))
    },
    getStart: () => (hasAll || isFull || pieces.length >= minPieces ? undefined : pieces[0]?.id),
    addBefore(start, before, isAll) {
      // Meanwhile more pieces came than it keeps.
      if (pieces[0]?.id !== start) return
      const isThere = before[0]?.id === start
      hasAll = isAll || !isThere
      const older = before.flatMap((_, index) => before.at(-1 - index) ?? [])
      if (isThere) replace([...older, ...pieces.slice(1)])
    },
    getAfter(id, topics) {
      if (!has(id)) return undefined
      return topics.map((topic) => {
        const entries = byTopic.get(toTopicId(topic)) ?? []
        let from = entries.length
        while (compareIds(entries[from - 1]?.id ?? id, id) > 0) from -= 1
        return entries.slice(from)
      })
    },
    clear() {
      hasAll = false
      isFull = false
      replace([])
    },
  }
}

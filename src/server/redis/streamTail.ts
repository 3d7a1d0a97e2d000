import type { BusEntry, BusTopic } from '../bus/bus.js'
import { toTopicId } from '../bus/toTopicId.js'
import { compareIds, type StreamPiece } from './streamPieces.js'

/** The newest of the stream without a hole, so that readers that come back together cost no request. */
export interface StreamTail {
  /** Where it holds nothing: the piece after which all will be added. */
  begin(id: string): void
  add(piece: StreamPiece): void
  /** Its oldest piece's id, where it may still be added to before it. */
  getStart(): string | undefined
  /** What was read backwards from its start on, and with it. `isAll`: nothing is before. */
  addBefore(start: string, pieces: readonly StreamPiece[], isAll: boolean): void
  /** What came after a piece, of each topic. Undefined where that piece isn't known here. */
  getAfter(id: string, topics: readonly BusTopic[]): readonly (readonly BusEntry[])[] | undefined
  clear(): void
}

export function createStreamTail(minPieces: number): StreamTail {
  let pieces: StreamPiece[] = []
  let byTopic = new Map<string, BusEntry[]>()
  let hasAll = false

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
      if (pieces.length === 0) pieces = [{ id, entry: undefined }]
    },
    add(piece) {
      pieces.push(piece)
      index(piece)
      if (pieces.length >= 2 * minPieces) replace(pieces.slice(-minPieces))
    },
    getStart: () => (hasAll || pieces.length >= minPieces ? undefined : pieces[0]?.id),
    addBefore(start, before, isAll) {
      // It was told more meanwhile than it keeps.
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
      replace([])
    },
  }
}

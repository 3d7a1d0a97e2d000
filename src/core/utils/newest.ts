import type { Clock } from '../contract/environment.js'
import type { Newest } from '../contract/newest.js'
import type { State } from '../contract/protocol.js'
import type { Topic } from '../contract/topic.js'

/** Said for longer, even what was known before is no lag, in ms. */
const longestLagMs = 300_000

/**
 * @param lagMs By how much a replica of the service's may lag behind the socket, in ms. Infinity for a feed: no piece
 *   of it says otherwise than the whole.
 */
export function createNewest<T extends Topic, Data>(
  state: Pick<State<T, Data>, 'hasMoved' | 'merge'>,
  clock: Clock,
  lagMs = 15_000,
): Newest<Data> {
  let data: Data | undefined
  let shown: Data | undefined
  /** When the data last moved, and what they were before. */
  let moved: readonly [at: number, from?: Data | undefined] = [-Infinity]
  /** When the socket last spoke, or the data moved. */
  let heardAt = -Infinity
  /** The last answer, where it says otherwise. */
  let contradiction: Data | undefined

  return {
    get: () => data,
    receive(next, via, askedAt) {
      const previous = data
      const receivedAt = clock.now()
      const [previousChangedAt, from] = moved
      const asked = Number(askedAt)
      const isAnswer = via === 'poll' && asked > heardAt + lagMs
      const isRepeated = Boolean(
        isAnswer && previous && contradiction && state.hasMoved(previous, next) && !state.hasMoved(contradiction, next),
      )
      const before = asked > previousChangedAt + longestLagMs ? undefined : from
      data = state.merge(previous, next, { via, receivedAt, askedAt, previousChangedAt, isRepeated, before })
      const isChanged = data !== previous
      const hasMoved = isChanged && (previous === undefined || state.hasMoved(previous, data))
      const isOtherwise = isAnswer && state.hasMoved(data, next)
      if (via !== 'cache') contradiction = isOtherwise ? next : undefined
      // A feed's would be a whole list, kept for nothing.
      if (hasMoved) moved = [receivedAt, lagMs < Infinity ? previous : undefined]
      if (hasMoved || via === 'socket') heardAt = receivedAt
      // That an answer had to be repeated says nothing against the socket, which may have brought the same.
      return { isChanged, hasMoved: hasMoved && !isRepeated, isDoubtful: isOtherwise && !isRepeated }
    },
    set(same) {
      data = same
    },
    getMovedAt: () => moved[0],
    getLimit: () => 1,
    collectChange() {
      const before = shown
      if (data === before || data === undefined) return undefined
      shown = data
      return { before, data, whole: data }
    },
  }
}

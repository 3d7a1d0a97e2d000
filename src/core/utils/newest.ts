import type { Clock } from '../contract/environment.js'
import type { Newest } from '../contract/newest.js'
import type { State } from '../contract/protocol.js'
import type { Topic } from '../contract/topic.js'

export function createNewest<T extends Topic, Data>(
  state: Pick<State<T, Data>, 'hasMoved' | 'merge'>,
  clock: Clock,
): Newest<Data> {
  let data: Data | undefined
  let shown: Data | undefined
  let movedAt = -Infinity

  return {
    get: () => data,
    receive(next, via, askedAt) {
      const before = data
      const receivedAt = clock.now()
      data = state.merge(before, next, { via, receivedAt, askedAt, previousChangedAt: movedAt })
      const isChanged = data !== before
      const hasMoved = isChanged && (before === undefined || state.hasMoved(before, data))
      if (hasMoved) movedAt = receivedAt
      return { isChanged, hasMoved }
    },
    set(same) {
      data = same
    },
    getMovedAt: () => movedAt,
    getLimit: () => 1,
    collectChange() {
      const before = shown
      if (data === before || data === undefined) return undefined
      shown = data
      return { before, data, whole: data }
    },
  }
}

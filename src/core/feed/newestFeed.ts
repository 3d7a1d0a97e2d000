import type { FeedPieces } from '../contract/feed.js'
import { defaultFeedLimit } from './defaultFeedLimit.js'
import { createNewest } from '../utils/newest.js'
import type { CreateNewest } from '../contract/newest.js'
import type { State } from '../contract/protocol.js'
import type { Topic } from '../contract/topic.js'

/**
 * Keeps the newest list of a feed.
 *
 * - Pieces from the socket are merged when somebody looks: once a frame of the screen, however many there are.
 * - The list is cut to the limit that its watchers want; nothing that was news is missing in `whole`.
 */
export function createNewestFeed<T extends Topic, Data>(
  state: Pick<State<T, Data>, 'hasMoved' | 'merge'>,
  pieces: Omit<FeedPieces<Data>, 'createNewest'>,
): CreateNewest<Data> {
  return (clock, watchers) => {
    const newest = createNewest(state, clock, Infinity)
    let inbox: Data[] = []
    let shown: Data | undefined
    let measured: { readonly data: Data | undefined; readonly bytes: number } = { data: undefined, bytes: 4_000 }
    let wanted = defaultFeedLimit

    function get(): Data | undefined {
      if (inbox.length > 0) {
        const joined = pieces.join(inbox)
        inbox = []
        if (newest.get() === undefined) newest.set(pieces.empty)
        newest.receive(joined, 'socket')
      }
      return newest.get()
    }

    /** The last limit stays while nobody looks. */
    function getLimit() {
      wanted = Math.max(...Array.from(watchers, ({ limit = 0 }) => limit), 0) || wanted
      return wanted
    }

    return {
      ...newest,
      get,
      getLimit,
      getBytes() {
        const data = newest.get()
        // As text it takes half of what it takes as objects, at least. Each list is measured once.
        if (measured.data !== data) measured = { data, bytes: 4_000 + 2 * JSON.stringify(data ?? 0).length }
        return measured.bytes
      },
      receive(next, via, askedAt) {
        if (via === 'socket') {
          inbox.push(next)
          return { isChanged: true, hasMoved: true, isPiece: true }
        }
        get()
        const outcome = newest.receive(next, via, askedAt)
        if (via === 'poll' && shown !== undefined && pieces.isHistory(next))
          shown = state.merge(shown, next, { via, askedAt, receivedAt: clock.now(), previousChangedAt: -Infinity })
        // Its coverage grows with every answer.
        return { ...outcome, isChanged: outcome.hasMoved }
      },
      collectChange() {
        const before = shown
        const whole = get()
        if (whole === before || whole === undefined) return undefined
        const data = pieces.trim(whole, getLimit())
        newest.set(data)
        shown = data
        return { before, data, whole }
      },
      invalidate() {
        const before = get()
        if (before !== undefined) newest.set(pieces.invalidate(before))
        return newest.get() !== before
      },
    }
  }
}

import type { State } from '../../core/contract/protocol.js'
import type { Source, Topic } from '../../core/contract/topic.js'
import { type Chance, type Draw, drawList, drawOne, drawShuffled } from './chance.js'
import { createCheck } from './createCheck.js'
import type { Framework } from './framework.js'

/** One kind of a protocol's topics, whose value is the newest. */
export interface StateCase<T extends Topic, Data> {
  readonly state: State<T, Data>
  /** News of one topic that all bear the service's time. Undefined where the service tells none. */
  readonly timedNews?: Draw<Data> | undefined
  /** News of the same topic without a time. */
  readonly untimedNews: Draw<Data>
  /** The service's time of a value; undefined where the data bears none, which is the default. */
  readonly toTime?: ((data: Data) => number | undefined) | undefined
}

/** News of a socket, of which nothing else is known. */
export const pushed: Source = { via: 'socket', receivedAt: 0, askedAt: undefined, previousChangedAt: -Infinity }

function drawSource(chance: Chance): Source {
  return {
    via: drawOne(chance, ['socket', 'poll', 'cache']),
    receivedAt: chance.integer(0, 1e6),
    askedAt: drawOne(chance, [undefined, chance.integer(0, 1e6)]),
    previousChangedAt: drawOne(chance, [-Infinity, chance.integer(0, 1e6)]),
  }
}

/** Tries whatever every kind of topic keeps whose value is the newest: its merging, its ends, and what it revives. */
export function describeState<T extends Topic, Data>(
  framework: Framework,
  name: string,
  toCase: () => StateCase<T, Data>,
): void {
  const { describe } = framework
  describe(`${name} as a state`, () => {
    const parts = toCase()
    describeMerging(framework, parts)
    describeEnds(framework, parts)
    describeRevival(framework, parts)
  })
}

const toNews = <T extends Topic, Data>({ timedNews, untimedNews }: StateCase<T, Data>): Draw<Data> =>
  timedNews ? (chance) => drawOne(chance, [timedNews, untimedNews])(chance) : untimedNews

const mergeAll = <T extends Topic, Data>({ state }: StateCase<T, Data>, all: readonly Data[]) =>
  all.reduce<Data | undefined>((previous, next) => state.merge(previous, next, pushed), undefined)

function describeMerging<T extends Topic, Data>(
  { check = createCheck(), describe, expect, test }: Framework,
  parts: StateCase<T, Data>,
): void {
  const { state, timedNews, toTime } = parts
  const news = toNews(parts)
  describe('in its merging', () => {
    test('takes the first value as it is', () => {
      check((chance) => {
        const next = news(chance)
        expect(state.merge(undefined, next, drawSource(chance))).toBe(next)
      })
    })

    test('is idempotent, and gives the same object back where nothing changes', () => {
      check((chance) => {
        const previous = mergeAll(parts, drawList(chance, news, 0, 8))
        const [next, how] = [news(chance), drawSource(chance)]
        const once = state.merge(previous, next, how)
        expect(state.merge(once, next, how)).toBe(once)
        expect(state.merge(once, structuredClone(next), how)).toBe(once)
        expect(state.merge(once, structuredClone(once), { ...how, via: 'cache' })).toBe(once)
      })
    })

    test('changes neither of its arguments', () => {
      check((chance) => {
        const previous = mergeAll(parts, drawList(chance, news, 0, 8))
        const next = news(chance)
        const copies = structuredClone([previous, next])
        state.merge(previous, next, drawSource(chance))
        expect([previous, next]).toEqual(copies)
      })
    })

    test('never goes back in the time of the service', () => {
      check((chance) => {
        let data: Data | undefined
        for (const next of drawList(chance, news, 0, 8)) {
          const time = data && toTime?.(data)
          data = state.merge(data, next, drawSource(chance))
          const now = toTime?.(data)
          if (time !== undefined) expect((now !== undefined && now >= time) || `${now} after ${time}`).toBe(true)
        }
      })
    })

    test('comes to the same end whatever the order of arrival, and however often', () => {
      if (!timedNews) return
      check((chance) => {
        const all = drawList(chance, timedNews, 1, 8)
        expect(mergeAll(parts, drawShuffled(chance, [...all, ...all]))).toEqual(mergeAll(parts, all))
      })
    })

    test('sees no move between one thing and itself', () => {
      check((chance) => {
        const data = news(chance)
        expect(state.hasMoved(data, data)).toBe(false)
      })
    })
  })
}

function describeEnds<T extends Topic, Data>(
  { check = createCheck(), expect, test }: Framework,
  parts: StateCase<T, Data>,
): void {
  const news = toNews(parts)
  test('says of each value that it is open, final, or final after a time, and says it again', () => {
    check((chance) => {
      const data = mergeAll(parts, drawList(chance, news, 1, 8))
      if (data === undefined) throw new Error('The news gave no value.')
      const finality = parts.state.finality(data)
      const isEnd = finality === 'open' || finality === 'final' || finality.afterMs >= 0
      expect(isEnd || finality).toBe(true)
      expect(parts.state.finality(data)).toEqual(finality)
    })
  })
}

function describeRevival<T extends Topic, Data>(
  { check = createCheck(), describe, expect, test }: Framework,
  parts: StateCase<T, Data>,
): void {
  const news = toNews(parts)
  describe('in what others put into the cache', () => {
    test('takes a value that went through JSON', () => {
      check((chance) => {
        const data = mergeAll(parts, drawList(chance, news, 1, 8))
        expect(parts.state.revive(JSON.parse(JSON.stringify(data)))).toEqual(data)
      })
    })

    test('takes nothing else, and throws nothing', () => {
      check((chance) => {
        expect(parts.state.revive(chance.junk())).toBe(undefined)
      })
    })
  })
}

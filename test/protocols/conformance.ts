import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Feed, FeedData } from '../../src/core/contract/feed.js'
import { createFeedState } from '../../src/core/feed/feedState.js'
import type { Incoming, LiveProtocol, State } from '../../src/core/contract/protocol.js'
import type { Source, Topic } from '../../src/core/contract/topic.js'
import { checkProperty } from '../support/property.js'

/** A protocol, and what is needed to try it. */
export interface ProtocolCase<T extends Topic, Data, Out> {
  readonly protocol: LiveProtocol<T, Data, Out>
  /** Topics with different keys. */
  readonly topics: readonly [T, T, ...T[]]
  /** The same topic as the first one, written differently. */
  readonly twin: T
  readonly badTopics: readonly T[]
  /** A value of the first topic, where such bear their topic's name: it is no other topic's. */
  readonly value?: unknown
  /** Frames of every kind that the service sends. */
  readonly frames: readonly unknown[]
  /** Whether a frame may come as text, too; true by default. A STOMP client hands over objects alone. */
  readonly readsText?: boolean
  /** What a service which got these frames sends news of. */
  readonly toSubscribed: (frames: readonly Out[]) => ReadonlySet<string>
  /** Whether the last topic is left by a frame; true by default. Else the link is closed. */
  readonly leavesAll?: boolean
  /** What `toSubscribed` calls a topic; its key by default. */
  readonly toRoom?: (topic: T) => string
}

/** One kind of a protocol's topics, whose value is the newest. */
export interface StateCase<T extends Topic, Data> {
  readonly state: State<T, Data>
  /** News of one topic that all bear the service's time. Undefined where the service tells none. */
  readonly timedNews: fc.Arbitrary<Data> | undefined
  readonly untimedNews: fc.Arbitrary<Data>
  /** The service's time; undefined where the data bears none. */
  readonly toTime: (data: Data) => number | undefined
}

/** One kind of a protocol's topics, whose value is a list. */
export interface FeedCase<T extends Topic, Item> {
  readonly feed: Feed<T, Item>
  /** Pieces, as the socket brings them: of few items, each with a position of its own. */
  readonly pieces: fc.Arbitrary<FeedData<Item>>
}

const types: readonly Incoming<unknown>['type'][] = ['ready', 'alive', 'subscribed', 'update', 'refused', 'malformed']

const pushed: Source = { via: 'socket', receivedAt: 0, askedAt: undefined, previousChangedAt: -Infinity }

const provenance: fc.Arbitrary<Source> = fc.record({
  via: fc.constantFrom('socket', 'poll', 'cache'),
  receivedAt: fc.nat(),
  askedAt: fc.option(fc.nat(), { nil: undefined }),
  previousChangedAt: fc.oneof(fc.nat(), fc.constant(-Infinity)),
})

/** Made once: it lists all characters of Unicode, which takes longer than a thousand texts. */
const anyText = fc.string({ unit: 'binary' })

function check<Value>(values: fc.Arbitrary<Value>, holds: (value: Value) => void): void {
  checkProperty(
    fc.property(values, (value) => {
      holds(value)
    }),
  )
}

/** What every protocol keeps. */
export function describeProtocol<T extends Topic, Data, Out>(
  name: string,
  toCase: () => ProtocolCase<T, Data, Out>,
): void {
  describe(`${name} as a protocol`, () => {
    const {
      badTopics,
      frames,
      leavesAll = true,
      protocol,
      readsText = true,
      topics,
      toRoom = protocol.key,
      toSubscribed,
      twin,
    } = toCase()
    const { live } = protocol

    test('has an id that is no address, and a name', () => {
      expect(protocol.id).toMatch(/^[\w-]+$/)
      expect(protocol.name).toMatch(/^\w+$/)
    })

    describe('in its topics', () => {
      test('gives equal topics one key, and different ones different keys', () => {
        expect(protocol.key(twin)).toBe(protocol.key(topics[0]))
        expect(new Set(topics.map((topic) => protocol.key(topic))).size).toBe(topics.length)
      })

      test('has a key that outlives JSON', () => {
        for (const topic of topics) expect(protocol.key(JSON.parse(JSON.stringify(topic)))).toBe(protocol.key(topic))
      })

      test('passes a good topic, and tells of a bad one with a code and a remedy', () => {
        for (const topic of [...topics, twin]) expect(protocol.check(topic)).toBeUndefined()
        for (const topic of badTopics) {
          expect(protocol.check(topic)).toMatchObject({
            code: expect.stringMatching(/^[A-Z_]+$/),
            remedy: expect.stringMatching(/\w/),
          })
        }
      })
    })

    test("does not take a value in another topic's cache entry for that topic's, whoever put it there", () => {
      const { value } = toCase()
      if (value === undefined) return
      const [own, ...others] = topics
      for (const topic of [own, twin]) expect(protocol.stateOf(topic).revive(value)).toEqual(value)
      for (const topic of others) expect(protocol.stateOf(topic).revive(value)).toBeUndefined()
    })

    describe('in its subscriptions', () => {
      const set = fc.subarray([...topics, twin])

      test('takes the service by sync from any set to any other', () => {
        check(fc.tuple(set, set), ([sent, wanted]) => {
          if (wanted.length === 0 && !leavesAll) return
          const frames = [...live.sync(sent, []), ...live.sync(wanted, sent)]
          expect(toSubscribed(frames)).toEqual(new Set(wanted.map((topic) => toRoom(topic))))
        })
      })

      test('sends nothing by sync where nothing is to be changed', () => {
        check(set, (topics) => expect(live.sync(topics, topics)).toEqual([]))
        expect(live.sync([twin], [topics[0]])).toEqual([])
      })
    })

    describe('in its decoding', () => {
      const isTotal = (frame: unknown) => {
        const incoming = live.decode(frame, topics)
        expect(Array.isArray(incoming)).toBe(true)
        expect(incoming.filter(({ type }) => !types.includes(type))).toEqual([])
      }

      test('is total for values, strings and bytes', () => {
        check(fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }), isTotal)
        check(anyText, isTotal)
        check(fc.json(), isTotal)
        check(fc.uint8Array(), (bytes) => [bytes, bytes.buffer, new Blob([Uint8Array.from(bytes)])].forEach(isTotal))
      })

      test('is total for true frames with something wrong in them', () => {
        const frame = fc.constantFrom(...frames)
        check(fc.tuple(frame, fc.array(fc.string()), fc.anything()), ([frame, path, junk]) =>
          isTotal(spoil(frame, path, junk)),
        )
        check(fc.tuple(frame, fc.nat(), fc.jsonValue()), ([frame, at, junk]) => isTotal(spoilAt(frame, at, junk)))
        check(fc.tuple(frame, fc.nat({ max: 300 })), ([frame, end]) => isTotal(JSON.stringify(frame).slice(0, end)))
      })

      test('says of junk that it is malformed, and why', () => {
        for (const junk of ['', 'null', '{}', '[]', '<html>', 0, null, undefined, {}, [], new Blob(['{}'])]) {
          expect(live.decode(junk, topics)).toEqual([{ type: 'malformed', reason: expect.stringMatching(/\w/) }])
        }
      })

      test.runIf(readsText)('reads text and objects alike', () => {
        for (const frame of frames)
          expect(live.decode(JSON.stringify(frame), topics)).toEqual(live.decode(frame, topics))
      })
    })

    test('has limits that are times that make sense, and refusals that are close codes', () => {
      const { ackMs = 1, readyMs } = live.liveness
      for (const ms of [readyMs, ackMs]) expect(ms).toBeGreaterThan(0)
      for (const code of live.refusals) expect(code).toSatisfy((code: number) => code >= 1000 && code < 5000)
      // The network's, and those of a server that restarts: they pass.
      for (const code of [1000, 1001, 1005, 1006, 1011, 1012, 1013]) expect(live.refusals).not.toContain(code)
    })
  })
}

/** What every kind of topic keeps whose value is the newest. */
export function describeState<T extends Topic, Data>(name: string, toCase: () => StateCase<T, Data>): void {
  describe(`${name} as a state`, () => {
    const { state, timedNews, toTime, untimedNews } = toCase()
    const news = timedNews ? fc.oneof(timedNews, untimedNews) : untimedNews
    const merge = (all: readonly Data[], how = pushed) =>
      all.reduce<Data | undefined>((previous, next) => state.merge(previous, next, how), undefined)

    describe('in its merging', () => {
      test('takes the first value as it is', () => {
        check(fc.tuple(news, provenance), ([next, how]) => expect(state.merge(undefined, next, how)).toBe(next))
      })

      test('is idempotent, and gives the same object back where nothing changes', () => {
        check(fc.tuple(fc.array(news), news, provenance), ([before, next, how]) => {
          const previous = merge(before)
          const once = state.merge(previous, next, how)
          expect(state.merge(once, next, how)).toBe(once)
          expect(state.merge(once, structuredClone(next), how)).toBe(once)
          expect(state.merge(once, structuredClone(once), { ...how, via: 'cache' })).toBe(once)
        })
      })

      test('changes neither of its arguments', () => {
        check(fc.tuple(fc.array(news), news, provenance), ([before, next, how]) => {
          const previous = merge(before)
          const copies = structuredClone([previous, next])
          state.merge(previous, next, how)
          expect([previous, next]).toEqual(copies)
        })
      })

      test('never goes back in the time of the service', () => {
        check(fc.array(fc.tuple(news, provenance)), (all) => {
          let data: Data | undefined
          for (const [next, how] of all) {
            const time = data && toTime(data)
            data = state.merge(data, next, how)
            if (time !== undefined) expect(toTime(data)).toBeGreaterThanOrEqual(time)
          }
        })
      })

      test('comes to the same end whatever the order of arrival, and however often', () => {
        if (!timedNews) return
        const shuffled = fc
          .array(timedNews, { minLength: 1, maxLength: 8 })
          .chain((all) =>
            fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
          )
        check(shuffled, ([all, other]) => expect(merge(other)).toEqual(merge(all)))
      })

      test('sees no move between one thing and itself', () => {
        check(news, (data) => expect(state.hasMoved(data, data)).toBe(false))
      })
    })

    describe('in what others put into the cache', () => {
      test('takes a value that went through JSON', () => {
        check(fc.array(news, { minLength: 1 }), (all) => {
          const data = merge(all)
          expect(state.revive(JSON.parse(JSON.stringify(data)))).toEqual(data)
        })
      })

      test('takes nothing else, and throws nothing', () => {
        check(fc.anything(), (value) => expect(state.revive(value)).toBeUndefined())
      })
    })
  })
}

/** What every kind of topic keeps whose value is a list. */
export function describeFeed<T extends Topic, Item>(name: string, toCase: () => FeedCase<T, Item>): void {
  describe(`${name} as a feed`, () => {
    const { feed, pieces } = toCase()
    const { identity, position } = feed
    const merge = (all: readonly FeedData<Item>[], how = pushed) => {
      const state = createFeedState(feed)
      return all.reduce<FeedData<Item> | undefined>(
        (data, piece) => state.merge(data ?? state.pieces?.empty, piece, how),
        undefined,
      )
    }
    const several = fc.array(pieces, { minLength: 1, maxLength: 12 })

    test('has each item once, in the order of their positions', () => {
      check(several, (all) => {
        const items = merge(all)?.items ?? []
        expect(new Set(items.map(identity)).size).toBe(items.length)
        expect(items.map(position)).toEqual(items.map(position).sort((a, b) => a - b))
        for (const item of items) expect(position(item)).toSatisfy(Number.isSafeInteger)
      })
    })

    test('has nothing that was not told, and all that can stand alone', () => {
      check(several, (all) => {
        const received = all.flatMap(({ items }) => items)
        const alone = received.filter((item) => (feed.mergeItem ? feed.mergeItem(undefined, item) !== undefined : true))
        expect(new Set(merge(all)?.items.map(identity))).toEqual(new Set(alone.map(identity)))
      })
    })

    test('is idempotent, and gives the same object back where nothing changes', () => {
      check(fc.tuple(several, pieces), ([before, piece]) => {
        const state = createFeedState(feed)
        const once = state.merge(merge(before), piece, pushed)
        expect(state.merge(once, piece, pushed)).toBe(once)
        expect(state.merge(once, structuredClone(piece), pushed)).toBe(once)
      })
    })

    test('comes to the same list whatever the order of arrival, and however often', () => {
      const shuffled = several.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
      )
      // What can't stand alone is lost where it comes first: it is told again with all the rest.
      check(shuffled, ([all, other]) =>
        expect(merge([...other, ...all])?.items).toEqual(merge([...all, ...all])?.items),
      )
    })

    test('comes to the same list where news come together, as one', () => {
      check(several, (all) => {
        const { pieces } = createFeedState(feed)
        if (!pieces) throw new Error('It is no feed.')
        expect(merge([pieces.join(all)])?.items).toEqual(merge(all)?.items)
      })
    })

    test('takes what others put into the cache, and nothing of it over what is known', () => {
      check(fc.tuple(several, several), ([older, newer]) => {
        const state = createFeedState(feed)
        const cached = state.revive(JSON.parse(JSON.stringify(merge(older))))
        const known = merge(newer)
        if (!cached || !known) throw new Error('The list could not be read.')
        expect(cached.items).toEqual(merge(older)?.items)
        const both = state.merge(known, cached, { ...pushed, via: 'cache' })
        for (const item of known.items) expect(both.items).toContain(item)
        expect(state.merge(both, cached, { ...pushed, via: 'cache' })).toBe(both)
      })
    })

    test('takes no junk for a list', () => {
      check(fc.anything(), (value) => expect(createFeedState(feed).revive(value)).toBeUndefined())
    })
  })
}

/** A copy with junk in the place that the path's names lead to, as far as they do. */
function spoil(frame: unknown, path: readonly string[], junk: unknown): unknown {
  const [name, ...rest] = path
  if (name === undefined || typeof frame !== 'object' || frame === null) return junk
  return { ...frame, [name]: spoil(Reflect.get(frame, name), rest, junk) }
}

/** A copy with junk instead of one of its values, whichever is the nth. */
function spoilAt(frame: unknown, at: number, junk: unknown): unknown {
  let left = at % (JSON.stringify(frame).match(/[:[{,]/g)?.length ?? 1)
  return JSON.parse(JSON.stringify(frame, (_key, value: unknown) => (left-- === 0 ? junk : value)) ?? 'null')
}

import type { Incoming, Live, Protocol } from '../../core/contract/protocol.js'
import type { Topic } from '../../core/contract/topic.js'
import { type Chance, drawList, drawOne, drawSome } from './chance.js'
import { createCheck } from './createCheck.js'
import type { Framework } from './framework.js'
import { spoil, spoilAt, toJsonValue } from './junk.js'

/** A protocol, and what is needed to try it. */
export interface ProtocolCase<T extends Topic, Data, Out> {
  readonly protocol: Protocol<T, Data, Out>
  /** Topics with different keys. */
  readonly topics: readonly [T, T, ...T[]]
  /** The same topic as the first one, written differently; a copy where there is no other way. */
  readonly twin: T
  /** Topics that `check` must refuse. */
  readonly badTopics: readonly T[]
  /** A value of the first topic, where such bear their topic's name: it is no other topic's. */
  readonly value?: unknown
  /** How its link is tried. A protocol without `live` needs none. */
  readonly wire?: WireCase<T, Out> | undefined
}

/** How the link of a protocol is tried. */
export interface WireCase<T extends Topic, Out> {
  /** Frames of every kind that the service sends. */
  readonly frames: readonly unknown[]
  /** Names what a service which got these frames sends news of. */
  readonly toSubscribed: (frames: readonly Out[]) => ReadonlySet<string>
  /** Says if a frame may come as text, too; true by default. A STOMP client hands over objects alone. */
  readonly readsText?: boolean
  /** Says if the last topic is left by a frame; true by default. Else the link is closed. */
  readonly leavesAll?: boolean
  /** Names a topic as `toSubscribed` does; its key by default. */
  readonly toRoom?: (topic: T) => string
}

const types: readonly Incoming<unknown>['type'][] = [
  ...(['ready', 'alive', 'subscribed', 'info', 'missed', 'update', 'refused', 'malformed'] as const),
]

/** Tries whatever every protocol keeps: its keys, its checks, its frames and their decoding. */
export function describeProtocol<T extends Topic, Data, Out>(
  framework: Framework,
  name: string,
  toCase: () => ProtocolCase<T, Data, Out>,
): void {
  const { describe, expect, test } = framework
  describe(`${name} as a protocol`, () => {
    const { badTopics, protocol, topics, twin, value, wire } = toCase()

    test('has an id that is no address, and a name', () => {
      expect(/^[\w-]+$/.test(protocol.id) || protocol.id).toBe(true)
      expect(/^[\w-]+$/.test(protocol.name) || protocol.name).toBe(true)
    })

    test('gives equal topics one key, and different ones different keys', () => {
      expect(protocol.key(twin)).toBe(protocol.key(topics[0]))
      expect(new Set(topics.map((topic) => protocol.key(topic))).size).toBe(topics.length)
    })

    test('has a key that outlives JSON, and says of what topic it is', () => {
      for (const topic of topics) {
        const key = protocol.key(topic)
        expect(protocol.key(JSON.parse(JSON.stringify(topic)))).toBe(key)
        const named = protocol.fromKey?.(key)
        if (named) expect(protocol.key(named)).toBe(key)
      }
    })

    test('passes a good topic, and tells of a bad one with a code and a remedy', () => {
      for (const topic of [...topics, twin]) expect(protocol.check(topic)).toBe(undefined)
      for (const topic of badTopics) {
        const { code = '', remedy = '' } = protocol.check(topic) ?? {}
        expect((/^[A-Z_]+$/.test(code) && /\w/.test(remedy)) || `${JSON.stringify(topic)} passes`).toBe(true)
      }
    })

    test("does not take a value in another topic's cache entry for that topic's, whoever put it there", () => {
      if (value === undefined) return
      const [own, ...others] = topics
      for (const topic of [own, twin]) expect(protocol.stateOf(topic).revive(value)).toEqual(value)
      for (const topic of others) expect(protocol.stateOf(topic).revive(value)).toBe(undefined)
    })

    test('has a link exactly where the case says how it is tried', () => {
      expect(Boolean(protocol.live)).toBe(Boolean(wire))
    })

    if (!protocol.live || !wire) return
    describeSync(framework, protocol.live, { topics, twin, ...wire, toRoom: wire.toRoom ?? protocol.key })
    describeDecoding(framework, protocol.live, topics, wire)
    describeLimits(framework, protocol.live)
  })
}

interface SyncCase<T extends Topic, Out> extends WireCase<T, Out> {
  readonly topics: readonly T[]
  readonly twin: T
  readonly toRoom: (topic: T) => string
}

function describeSync<T extends Topic, Data, Out>(
  { check = createCheck(), describe, expect, test }: Framework,
  live: Live<T, Data, Out, unknown>,
  { leavesAll = true, toRoom, toSubscribed, topics, twin }: SyncCase<T, Out>,
): void {
  describe('in its subscriptions', () => {
    const all = [...topics, twin]

    test('takes the service by sync from any set to any other', () => {
      check((chance) => {
        const [sent, wanted] = [drawSome(chance, all), drawSome(chance, all)]
        if (wanted.length === 0 && !leavesAll) return
        const frames = [...live.sync(sent, []), ...live.sync(wanted, sent)]
        expect(toSubscribed(frames)).toEqual(new Set(wanted.map((topic) => toRoom(topic))))
      })
    })

    test('sends nothing by sync where nothing is to be changed', () => {
      check((chance) => {
        const some = drawSome(chance, all)
        expect(live.sync(some, some)).toEqual([])
      })
      expect(live.sync([twin], topics.slice(0, 1))).toEqual([])
    })
  })
}

function describeDecoding<T extends Topic, Data, Out>(
  { check = createCheck(), describe, expect, test }: Framework,
  live: Live<T, Data, Out, unknown>,
  topics: readonly T[],
  { frames, readsText = true }: WireCase<T, Out>,
): void {
  describe('in its decoding', () => {
    const isTotal = (frame: unknown) => {
      const incoming = live.decode(frame, topics)
      expect(Array.isArray(incoming)).toBe(true)
      for (const { type } of incoming) expect(types.includes(type) || type).toBe(true)
    }

    test('is total for values, strings and bytes', () => {
      check((chance) => {
        isTotal(chance.junk())
        isTotal(chance.text())
        isTotal(JSON.stringify(toJsonValue(chance.junk())))
        const bytes = Uint8Array.from(drawList(chance, drawByte, 0, 30))
        for (const frame of [bytes, bytes.buffer, new Blob([bytes])]) isTotal(frame)
      })
    })

    test('is total for true frames with something wrong in them', () => {
      check((chance) => {
        const frame = drawOne(chance, frames)
        isTotal(
          spoil(
            frame,
            drawList(chance, () => chance.text(), 0, 3),
            chance.junk(),
          ),
        )
        isTotal(spoilAt(frame, chance.integer(0, 1000), toJsonValue(chance.junk())))
        isTotal(JSON.stringify(frame).slice(0, chance.integer(0, 300)))
      })
    })

    test('says of junk that it is malformed, and why', () => {
      for (const junk of ['', 'null', '{}', '[]', '<html>', 0, null, undefined, {}, [], new Blob(['{}'])]) {
        const all = live.decode(junk, topics)
        const [one] = all
        const isTold = all.length === 1 && one?.type === 'malformed' && /\w/.test(one.reason)
        expect(isTold || all).toBe(true)
      }
    })

    if (!readsText) return
    test('reads text and objects alike', () => {
      for (const frame of frames) expect(live.decode(JSON.stringify(frame), topics)).toEqual(live.decode(frame, topics))
    })
  })
}

const drawByte = (chance: Chance) => chance.integer(0, 255)

/** Close codes of the network, and of a server that restarts: they pass. */
const passing = [1000, 1001, 1005, 1006, 1011, 1012, 1013]

function describeLimits<T extends Topic, Data, Out>(
  { expect, test }: Framework,
  { liveness, refusals }: Live<T, Data, Out, unknown>,
): void {
  test('has limits that are times that make sense, and refusals that are close codes', () => {
    const { ackMs = 1, readyMs } = liveness
    for (const ms of [readyMs, ackMs]) expect(ms > 0 || ms).toBe(true)
    for (const code of refusals) expect((code < 5000 && !passing.includes(code)) || code).toBe(true)
  })
}

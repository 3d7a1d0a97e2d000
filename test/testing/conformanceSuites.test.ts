import {
  createAskJson,
  isInteger,
  type LiveProtocol,
  OnwireError,
  type State,
  toRecord,
  webSocket,
} from 'onwire/protocol'
import {
  type Chance,
  createCheck,
  describeAnswers,
  describeProtocol,
  describeState,
  type Framework,
} from 'onwire/testing/conformance'
import { expect, test } from 'vitest'

interface FerryTopic {
  readonly kind: 'ferry'
  readonly id: string
}

interface Ferry {
  readonly passengers: number
  readonly at: number
}

type FerryProtocol = LiveProtocol<FerryTopic, Ferry, string>

function readFerry(value: unknown): Ferry | undefined {
  const { at, passengers } = toRecord(value)
  return isInteger(passengers) && isInteger(at) ? { passengers, at } : undefined
}

function parse(frame: unknown): unknown {
  try {
    return typeof frame === 'string' ? JSON.parse(frame) : frame
  } catch {
    return undefined
  }
}

const state: State<FerryTopic, Ferry> = {
  merge(previous, next) {
    if (!previous || next.at > previous.at) return next
    return next.at === previous.at && next.passengers > previous.passengers ? next : previous
  },
  hasMoved: (from, to) => to.at > from.at,
  finality: ({ passengers }) => (passengers === 0 ? 'final' : 'open'),
  revive: readFerry,
}

const right: FerryProtocol = {
  id: 'ferry',
  name: 'ferry',
  key: ({ id }) => id.toLowerCase(),
  check: ({ id }) =>
    id ? undefined : new OnwireError({ code: 'INVALID_ID', what: 'No ferry.', remedy: 'Pass an id.' }),
  stateOf: () => state,
  live: {
    transport: webSocket(() => 'wss://ferry.example'),
    sync: (wanted, sent) => {
      const keys = (topics: readonly FerryTopic[]) => [...new Set(topics.map((topic) => right.key(topic)))]
      const missing = (some: readonly string[], others: readonly string[]) =>
        some.filter((key) => !others.includes(key))
      return [
        ...missing(keys(wanted), keys(sent)).map((key) => `+${key}`),
        ...missing(keys(sent), keys(wanted)).map((key) => `-${key}`),
      ]
    },
    decode(frame) {
      const { id, ...rest } = toRecord(parse(frame))
      const data = readFerry(rest)
      return data ? [{ type: 'update', keys: [String(id)], data }] : [{ type: 'malformed', reason: 'No ferry.' }]
    },
    refusals: [],
    liveness: { readyMs: 1_000 },
  },
}

const drawFerry = (chance: Chance): Ferry => ({ passengers: chance.integer(0, 3), at: chance.integer(1, 3) })

/** Runs the suites on a protocol, and gives the titles of the tests that fail. */
async function findFailures(
  protocol: FerryProtocol,
  read: (answer: unknown) => Ferry | undefined,
  news: (chance: Chance) => Ferry,
) {
  const tests: (readonly [title: string, run: () => void | Promise<void>])[] = []
  const framework: Framework = {
    describe: (_, define) => define(),
    test: (title, run) => tests.push([title, run]),
    expect,
    check: createCheck({ runs: 60 }),
  }
  describeProtocol(framework, 'ferry', () => ({
    protocol,
    topics: [
      { kind: 'ferry', id: 'a' },
      { kind: 'ferry', id: 'b' },
    ],
    twin: { kind: 'ferry', id: 'A' },
    badTopics: [{ kind: 'ferry', id: '' }],
    wire: {
      frames: [{ id: 'a', passengers: 1, at: 1 }],
      toSubscribed(frames) {
        const keys = new Set<string>()
        for (const frame of frames) keys[frame.startsWith('+') ? 'add' : 'delete'](frame.slice(1))
        return keys
      },
    },
  }))
  const kind = protocol.stateOf({ kind: 'ferry', id: 'a' })
  describeState(framework, 'ferry', () => ({
    state: kind,
    timedNews: news,
    untimedNews: news,
    toTime: ({ at }) => at,
  }))
  describeAnswers(framework, 'ferry', () => ({
    topic: { kind: 'ferry', id: 'a' },
    answers: [{ passengers: 1, at: 1 }],
    toProtocol(fetch) {
      const ask = createAskJson('ferry', 'https://ferry.example', {}, { fetch, apiKey: 'hushhush' })
      return {
        ...protocol,
        stateOf: () => ({ ...kind, fetch: (_, { request }) => request((signal) => ask('/', {}, read, signal)) }),
      }
    },
    secret: 'hushhush',
  }))
  const failed: string[] = []
  for (const [title, run] of tests) {
    try {
      await run()
    } catch {
      failed.push(title)
    }
  }
  return { failed, count: tests.length }
}

test('A protocol that keeps the contract passes all suites, with no test library but three functions', async () => {
  expect(await findFailures(right, readFerry, drawFerry)).toEqual({ failed: [], count: 25 })
})

const withState = (part: Partial<State<FerryTopic, Ferry>>): FerryProtocol => ({
  ...right,
  stateOf: () => ({ ...state, ...part }),
})
const withLive = (part: Partial<FerryProtocol['live']>): FerryProtocol => ({
  ...right,
  live: { ...right.live, ...part },
})

const wrong: readonly (readonly [mistake: string, title: RegExp, protocol: FerryProtocol])[] = [
  ['two keys for one topic', /one key/, { ...right, key: ({ id }) => id }],
  ['one key for all topics', /different keys/, { ...right, key: () => 'ferry' }],
  ['no complaint of a bad topic', /bad one/, { ...right, check: () => undefined }],
  ['an address for an id', /no address/, { ...right, id: 'https://ferry.example' }],
  ['a new object each time', /same object back/, withState({ merge: (_, next) => ({ ...next }) })],
  ['the last to arrive', /order of arrival/, withState({ merge: (_, next) => next })],
  ['a time that goes back', /never goes back/, withState({ merge: (_, next) => next })],
  [
    'an argument that is written to',
    /neither of its arguments/,
    withState({ merge: (previous, next) => (previous ? Object.assign(previous, next) : next) }),
  ],
  ['a move where none is', /no move/, withState({ hasMoved: () => true })],
  ['an end before now', /final after a time/, withState({ finality: () => ({ afterMs: -1 }) })],
  ['whatever a cache holds', /nothing else/, withState({ revive: () => ({ passengers: 1, at: 1 }) })],
  ['nothing that a cache holds', /went through JSON/, withState({ revive: () => undefined })],
  ['an exception at junk', /is total for values/, withLive({ decode: (frame) => JSON.parse(String(frame)) })],
  ['silence at junk', /junk that it is malformed/, withLive({ decode: () => [] })],
  ['the same frames again', /nothing by sync/, withLive({ sync: (wanted) => wanted.map(({ id }) => `+${id}`) })],
  ['topics that are never left', /from any set to any other/, withLive({ sync: () => [] })],
  ['a close code of a restart as a refusal', /refusals that are close codes/, withLive({ refusals: [1012] })],
]

test.each(wrong)('The suites find %s', async (_, title, protocol) => {
  const { failed } = await findFailures(protocol, readFerry, drawFerry)
  expect(failed).toContainEqual(expect.stringMatching(title))
})

test('The suites find a value that was made of junk', async () => {
  const toFerry = (answer: unknown): Ferry => ({ passengers: 1, at: 1, ...toRecord(answer) })
  const { failed } = await findFailures(right, toFerry, drawFerry)
  expect(failed).toContainEqual(expect.stringMatching(/malformed response/))
})

test('A check names the seed of the draw that it fails at, and fails at it again', () => {
  const draws: number[] = []
  const holds = (chance: Chance) => {
    draws.push(chance.integer(0, 1e9))
    expect(draws.length).toBeLessThan(5)
  }
  expect(() => createCheck({ runs: 10, seed: 3 })(holds)).toThrow('the seed 7 draws')
  createCheck({ runs: 1, seed: 7 })((chance) => expect(chance.integer(0, 1e9)).toBe(draws.at(-1)))
})

import fc from 'fast-check'
import { createBridge, memoryBus } from 'onwire/server'
import { expect, test } from 'vitest'
import type { Link } from '../../../src/core/contract/transport.js'
import { sse, type SseTopics } from '../../../src/transports/sse.js'
import { createTestEnvironment } from '../../support/environment.js'
import { base, settle, toTopic } from './support/bridgeSetup.js'
import { createQuietRelay, toNews } from './support/quietRelay.js'
import { checkProperty } from '../../support/property.js'

const ids = ['0x0a', '0x0b', '0x0c']
const quiet = createQuietRelay(() => Promise.reject(new Error('away')))

type Step =
  | { readonly type: 'news'; readonly topic: number }
  | { readonly type: 'topics'; readonly topics: readonly number[] }
  | { readonly type: 'drop' | 'settle' }
  | { readonly type: 'wait'; readonly ms: number }

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ type: fc.constant('news' as const), topic: fc.nat({ max: 2 }) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('topics' as const),
        topics: fc.uniqueArray(fc.nat({ max: 2 }), { minLength: 1 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('drop' as const) }) },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('settle' as const) }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('wait' as const), ms: fc.constantFrom(1_000, 40_000) }) },
  ),
  { maxLength: 40 },
)

/** One reader that always comes back, and notes what it is told. */
async function play(script: readonly Step[], entriesPerTopic: number) {
  const { clock, environment } = createTestEnvironment()
  const bus = memoryBus({ entriesPerTopic })
  const bridge = createBridge({ protocols: [quiet], authorize: () => true, bus, environment, onDiagnostic() {} })
  const teller = bus.join('teller', { entry() {}, wanted() {}, lease() {}, degraded() {}, lost() {} })
  const transport = sse(async (body, signal) => {
    const init = { method: 'POST', body, signal, headers: { 'content-type': 'application/json' } }
    return bridge.fetch(new Request(`${base}/events`, init))
  })
  /** Of each topic what it was told, in order: numbers of news, or that it has to ask. */
  const received = ids.map((): (number | 'ask')[] => [])
  const published = ids.map((): number[] => [])
  let topics: readonly number[] = [0]
  let link: Link<SseTopics> | undefined
  let isWanted = true
  let count = 0

  function open() {
    let mine: Link<SseTopics> | undefined
    mine = transport.open(
      {
        open() {},
        alive() {},
        frame({ data, event }) {
          const { key, data: news } = JSON.parse(data)
          const list = received[ids.indexOf(key)]
          if (event === 'subscribed' || event === 'reset') list?.push('ask')
          if (event === 'update') list?.push(news.updatedAt)
        },
        close() {
          if (link === mine && isWanted) open()
        },
      },
      [topics.map((index) => toTopic(ids[index] ?? ''))],
    )
    link = mine
  }

  open()
  await settle()
  for (const step of script) {
    if (step.type === 'settle') await settle()
    if (step.type === 'wait') await clock.advanceAsync(step.ms)
    if (step.type === 'drop') link?.close()
    if (step.type === 'topics') {
      topics = step.topics
      link?.send(topics.map((index) => toTopic(ids[index] ?? '')))
    }
    if (step.type === 'news') {
      const key = ids[step.topic] ?? ''
      count += 1
      published[step.topic]?.push(count)
      await teller.publish(toNews(key, count))
    }
  }
  await settle()
  await settle()
  isWanted = false
  link?.close()
  void bridge.close()
  return { received, published, topics }
}

/** A place that is told anew while news are on their way: a mere cursor was once taken for news. */
const newPlace: readonly Step[] = [
  { type: 'news', topic: 0 },
  { type: 'drop' },
  { type: 'news', topic: 1 },
  { type: 'news', topic: 0 },
  { type: 'news', topic: 0 },
  { type: 'topics', topics: [1, 0] },
  { type: 'news', topic: 1 },
]

/** What is reset is told on from there: what was before it once came after what the replaced stream had brought meanwhile. */
const afterReset: readonly Step[] = [
  { type: 'topics', topics: [2, 0] },
  ...[2, 2, 0, 2].map((topic): Step => ({ type: 'news', topic })),
  { type: 'settle' },
  { type: 'topics', topics: [2, 0] },
  { type: 'news', topic: 2 },
]

test.each([100, 2])(
  'Readers with %i entries a topic see nothing twice, all in order, and miss nothing without a word, whatever happens',
  async (entriesPerTopic) => {
    await checkProperty(
      fc.asyncProperty(steps, async (script) => {
        const { published, received, topics } = await play(script, entriesPerTopic)
        received.forEach((list, index) => {
          const news = list.filter((each) => each !== 'ask')
          expect(news, 'each once, in order').toEqual([...new Set(news)].sort((a, b) => a - b))
          if (!topics.includes(index)) return
          const lastAsk = list.lastIndexOf('ask')
          expect(lastAsk, 'it was told that the topic is followed').toBeGreaterThanOrEqual(0)
          // A snapshot, asked for after that word, has what came before. What came after, it was told.
          const after = list.slice(lastAsk + 1).filter((each) => each !== 'ask')
          const newest = published[index]?.at(-1)
          if (after.length > 0) expect(after.at(-1), 'the newest').toBe(newest)
          const [first = Infinity] = after
          expect(after, 'without a hole').toEqual(published[index]?.filter((each) => each >= first))
        })
      }),
      { examples: [[newPlace], [afterReset]] },
    )
  },
)

test('A topic that is kept is told everything from its beginning on, through drops and changes of the others', async () => {
  const keeping = steps.map((script) =>
    script.flatMap((step): readonly Step[] => {
      if (step.type === 'wait') return []
      return step.type === 'topics' ? [{ ...step, topics: [...new Set([0, ...step.topics])] }] : [step]
    }),
  )
  await checkProperty(
    fc.asyncProperty(keeping, async (script) => {
      const { published, received } = await play(script, 100)
      expect(received[0]?.filter((each) => each !== 'ask')).toEqual(published[0])
    }),
  )
})

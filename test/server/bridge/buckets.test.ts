import {
  hiddenSecret,
  memoryBus,
  type Authorize,
  type Bus,
  type BusNews,
  type BusTopic,
  webhookRelay,
} from 'onwire/server'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { getGaps } from '../../../src/core/feed/gaps.js'
import { base, readEvents, settle, toEventsRequest } from './support/bridgeSetup.js'
import { createBucketsSetup, key, secret, toBuckets } from './support/bucketsSetup.js'
import { isEighth } from '../../support/holdsWithin.js'
import { checkProperty } from '../../support/property.js'

const snapshot = (topic: object, rest = '') =>
  new Request(`${base}/snapshot?topic=${encodeURIComponent(JSON.stringify(topic))}${rest}`)

describe('A private bucket', () => {
  test('is opened by no single `authorize` for everything, and the log says once why, and what to do', async () => {
    const { diagnostics, simulator, start } = createBucketsSetup()
    const server = start({ authorize: () => true })
    for (const topic of [toBuckets('a'), toBuckets()]) {
      const reader = readEvents(await server.fetch(toEventsRequest([topic])))
      await settle()
      expect(reader.events.map(({ event, received }) => [event, received.code])).toEqual([['refused', 'FORBIDDEN']])
      expect((await server.fetch(snapshot(topic))).status).toBe(403)
    }
    expect(simulator.counters).toMatchObject({ socketsOpened: 0, restRequests: 0 })
    const [why, ...others] = diagnostics.filter(({ code }) => code === 'NO_AUTHORIZE')
    expect(others).toEqual([])
    expect(why).toMatchObject({ level: 'warn', protocol: 'webhook-relay' })
    expect(why?.message).toMatch(/refused.*authorize: \{ 'webhook-relay': \(request, topic\) =>/)
  })

  test.each<[string, Readonly<Record<string, Authorize>>]>([
    ['another protocol', { relay: () => true }],
    ['no protocol', {}],
  ])('is not opened by entries for %s', async (_what, authorize) => {
    const { diagnostics, start } = createBucketsSetup()
    expect((await start({ authorize }).fetch(snapshot(toBuckets('a')))).status).toBe(403)
    expect(diagnostics.filter(({ code }) => code === 'NO_AUTHORIZE')).toHaveLength(1)
  })

  test('is opened by an entry of its own, which is asked just what was asked for: by name, by id, and all', async () => {
    const asked: BusTopic['topic'][] = []
    const own: Authorize = (_request, { topic }) => {
      asked.push(topic)
      return JSON.stringify(topic) === '{"kind":"webhooks","buckets":["a"]}'
    }
    const { simulator, start } = createBucketsSetup()
    const server = start({ authorize: { 'webhook-relay': own } })
    const { id } = simulator.bucket('a')
    const other = simulator.bucket('b')
    const topics = [['a'], [id], ['b'], [other.id], ['a', 'b'], ['all'], []].map((names) => toBuckets(...names))
    const reader = readEvents(await server.fetch(toEventsRequest(topics)))
    await settle()
    expect(asked).toEqual(topics.map(({ topic }) => topic))
    expect(reader.eventNames()).toEqual([...Array.from({ length: 6 }, () => 'refused'), 'subscribed'])
    for (const topic of topics.slice(1))
      for (const rest of ['', '&limit=500', '&to=2000000000000'])
        expect((await server.fetch(snapshot(topic, rest))).status).toBe(403)
  })

  test('takes an `authorize` that is no function for a mistake', () => {
    const { start } = createBucketsSetup()
    // @ts-expect-error -- As JavaScript may call it.
    expect(() => start({ authorize: { 'webhook-relay': true } })).toThrow(/`authorize`/)
  })
})

describe('The one link that brings the webhooks of all buckets', () => {
  const name = fc.constantFrom('a', 'b', 'c')
  const happened = fc.oneof(
    fc.record({ bucket: name, hasId: fc.boolean() }),
    fc.constantFrom('drop', 'restore', 'snapshot' as const),
  )

  test('gives each reader those of its own, whatever comes, and however it is asked for', async () => {
    const users = [['a'], ['a', 'b'], ['c']]
    const run = async (story: readonly (typeof happened extends fc.Arbitrary<infer Step> ? Step : never)[]) => {
      const ends: (() => Promise<void> | void)[] = []
      const { advance, open, simulator, start } = createBucketsSetup({}, (end) => void ends.push(end))
      const server = start({
        authorize: { 'webhook-relay': (request, topic) => request.headers.get('x-buckets') === topic.key },
      })
      const seen = users.map(() => '')
      const readers = users.map((buckets, index) => {
        const headers = { 'x-buckets': JSON.stringify(buckets) }
        // Each asks for everything.
        const page = open(() => server, headers)
        const followed = [['a'], ['b'], ['c'], ['a', 'b'], undefined].map((names) => page.follow(names))
        const look = async () => {
          for (const topic of [...users, ['b'], []].map((names) => toBuckets(...names))) {
            const request = new Request(snapshot(topic, '&limit=500'), { headers })
            seen[index] += await (await server.fetch(request)).text()
          }
        }
        return { followed, look }
      })
      await advance(500)
      let count = 0
      for (const step of story) {
        if (step === 'snapshot') {
          const state = { areOver: false }
          const looks = Promise.all(readers.map(({ look }) => look())).finally(() => (state.areOver = true))
          // One that wants many has older ones asked for.
          while (!state.areOver) await advance(250)
          await looks
        } else if (typeof step === 'string') simulator.faults.apply(step)
        else simulator.deliver(step.bucket, { body: `<${step.bucket}${(count += 1)}>` }, { hasId: step.hasId })
        await advance(250)
      }
      const getShown = (index: number) => readers[index]?.followed.flatMap(({ bodies }) => bodies()) ?? []
      const isAllShown = () =>
        users.every((buckets, index) => {
          const mine = simulator.truth().filter(({ bucket }) => buckets.includes(bucket.name))
          return getShown(index).length >= mine.length
        })
      simulator.faults.apply('restore')
      for (let ms = 0; ms < 80_000 && !isAllShown(); ms += 1_000) await advance(1_000)
      // For what would come twice, or to another reader: an answer to the log's poll, and in some stories several.
      await advance(isEighth(story) ? 10_000 : 4_000)
      users.forEach((buckets, index) => {
        const shown = getShown(index)
        const foreign = new RegExp(`<[^${buckets.join('')}]\\d+>`)
        expect(`${seen[index]} ${shown.join()}`).not.toMatch(foreign)
        const mine = simulator.truth().filter(({ bucket }) => buckets.includes(bucket.name))
        expect([...shown].sort()).toEqual(mine.map(({ body }) => body).sort())
      })
      for (const end of ends) await end()
    }
    await checkProperty(fc.asyncProperty(fc.array(happened, { minLength: 2, maxLength: 10 }), run))
  })

  test('does not believe a log that answers for more buckets than were asked for', async () => {
    const { advance, clock, diagnostics, simulator, start } = createBucketsSetup()
    const all: typeof globalThis.fetch = (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input)
      url.searchParams.delete('bucket')
      return simulator.fetch(url, init)
    }
    const { apiUrl, url, WebSocket } = simulator
    const credentials = () => Promise.resolve({ key, secret })
    const now = () => 1e12 + clock.now()
    const server = start({ protocols: [webhookRelay({ credentials, now, apiUrl, url, WebSocket, fetch: all })] })
    simulator.deliver('a', { body: 'meant for a' })
    simulator.deliver('b', { body: 'meant for b' })
    const answering = server.fetch(snapshot(toBuckets('a')))
    await advance(1_000)
    const answer = await answering
    expect(answer.status).toBe(502)
    expect(await answer.text()).not.toContain('meant for')
    expect(JSON.stringify(diagnostics)).not.toContain('meant for')
  })
})

describe('Secrets of webhooks', () => {
  const request = {
    headers: { Authorization: ['Bearer quietquiet'], 'X-Hub-Signature-256': ['sha256=quietquiet'], Accept: ['*/*'] },
    query: 'a=1&token=quietquiet',
    body: 'hello',
  }

  test('reach neither the bus, nor a stream, nor a snapshot, nor the log', async () => {
    const published: BusNews[] = []
    const inner = memoryBus()
    const bus: Bus = {
      join(instance, on) {
        const member = inner.join(instance, on)
        return {
          ...member,
          publish(news) {
            published.push(news)
            return member.publish(news)
          },
        }
      },
    }
    const { advance, diagnostics, open, simulator, start } = createBucketsSetup()
    const server = start({ bus })
    const page = open(() => server).follow(['a'])
    const stream = await server.fetch(toEventsRequest([toBuckets('a')]))
    const reader = readEvents(stream)
    await advance(500)
    simulator.deliver('a', request)
    simulator.deliver('a', request, { hasId: false })
    simulator.faults.apply('junk')
    await advance(90_000)
    const asking = server.fetch(snapshot(toBuckets('a'), '&to=2000000000000'))
    await advance(500)
    const received = await (await asking).text()
    const shown = page.items()
    expect(shown).toHaveLength(2)
    expect(shown[0]).toMatchObject({
      headers: { Authorization: [hiddenSecret], 'X-Hub-Signature-256': [hiddenSecret], Accept: ['*/*'] },
      query: `a=1&token=${hiddenSecret}`,
      body: 'hello',
    })
    expect(published.length).toBeGreaterThan(0)
    for (const text of [shown, published, reader.events, diagnostics, received].map((all) => JSON.stringify(all)))
      for (const hidden of ['quietquiet', 'junk-secret', key, secret, btoa(`${key}:${secret}`)])
        expect(text).not.toContain(hidden)
    expect(received).toContain('hello')
  })
})

test('A gap that the bridge has closed is closed on its pages at once, and not before', async () => {
  const { advance, open, simulator, start } = createBucketsSetup()
  const server = start()
  let isReachable = true
  const page = open(() => (isReachable ? server : undefined))
  const { bodies, topic } = page.follow(['a'])
  const gaps = () => {
    const data = page.engine.topic(topic).getData()
    return data && getGaps(data, true)
  }
  simulator.deliver('a', { body: '1' })
  await advance(3_123)
  simulator.faults.apply('rest-down')
  simulator.faults.apply('drop')
  simulator.deliver('a', { body: '2' })
  await advance(1_000)
  simulator.faults.apply('restore')
  await advance(30_000)
  simulator.deliver('a', { body: '3' })
  await advance(1_000)
  expect(bodies()).toEqual(['1', '3'])
  expect(gaps()).toHaveLength(1)
  // The stream stands, and the page can ask for nothing.
  isReachable = false
  await advance(20_000)
  expect(gaps()).toHaveLength(1)
  simulator.faults.apply('restore-rest')
  for (let ms = 0; ms < 60_000 && bodies().length < 3; ms += 250) await advance(250)
  expect(bodies()).toEqual(['1', '2', '3'])
  expect(gaps()).toEqual([])
})

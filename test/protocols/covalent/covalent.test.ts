import { covalentScenarios } from 'onwire/testing'
import { describe, expect, test } from 'vitest'
import type { Interval } from '../../../src/core/contract/feed.js'
import { watchFeed } from '../../../src/core/engine/feedCallbacks.js'
import { fetchRange } from '../../../src/core/engine/fetchRange.js'
import { isWithin } from '../../../src/core/feed/intervals.js'
import { type LogsTopic, toLogEventId } from '../../../src/protocols/covalent/index.js'
import { createCovalentSetup, toName } from './covalentSetup.js'
import { address, transfer } from './logs.js'

/** A little after a block, so that the line has brought what it brought. */
const laterMs = 500

describe('A feed of logs with the socket', () => {
  test.each(Object.keys(covalentScenarios).filter((name) => name !== 'burst-10000'))(
    'is after "%s" that of a client which never lost it',
    async (name) => {
      const setup = createCovalentSetup()
      const story = setup.simulator.start(Reflect.get(covalentScenarios, name))
      const feed = setup.follow({ kind: 'logs', chain: 1, address: story.address })
      await setup.wait(240_000 + laterMs)
      expect(feed.shown()).toEqual(story.truth().map(toName))
      expect(feed.gaps()).toEqual([])
      setup.simulator.stop()
    },
    20_000,
  )

  test('replaces and marks at a re-organisation of depth 6, and leaves nothing out', async () => {
    const setup = createCovalentSetup()
    const story = setup.simulator.start('steady')
    const feed = setup.follow({ kind: 'logs', chain: 'eth-mainnet', address: story.address })
    await setup.wait(20_000)
    const before = feed.shown()
    setup.simulator.reorganise(1, 6)
    await setup.wait(30_000 + laterMs)
    expect(feed.shown()).toEqual(story.truth().map(toName))
    expect(before.filter((name) => !feed.shown().includes(name)).length).toBeGreaterThan(0)
    expect(feed.data()?.removed.length).toBeGreaterThan(0)
    // The socket told what is new, and not what is gone.
    expect(feed.transport()).toBe('socket')
    setup.simulator.stop()
  })

  test('fetches 500 blocks that a drop missed page by page, within a trial key’s 4 requests a second', async () => {
    const setup = createCovalentSetup({ simulator: { requestsPerSecond: 4 } })
    const story = setup.simulator.start({
      ...covalentScenarios.steady,
      steps: [{ at: 0, blockMs: 1_000, logsPerBlock: 1 }],
    })
    const feed = setup.follow({ kind: 'logs', chain: 1, address: story.address })
    await setup.wait(10_000)
    const pages = setup.pages()
    setup.page.hide()
    setup.simulator.faults.drop()
    await setup.wait(500_000)
    expect(feed.shown().length).toBeLessThan(20)
    setup.simulator.faults.restore()
    setup.page.show()
    await setup.wait(30_000 + laterMs)
    expect(feed.shown()).toEqual(story.truth().map(toName))
    expect(feed.shown().length).toBeGreaterThan(500)
    expect(feed.gaps()).toEqual([])
    expect(setup.pages() - pages).toBeGreaterThanOrEqual(6)
    expect(setup.simulator.counters.restLimited).toBe(0)
    setup.simulator.stop()
  })

  test.each([true, false])(
    'tells logs that the service takes in a minute late, its socket being there: %s',
    async (socket) => {
      const setup = createCovalentSetup({ simulator: { indexLagMs: 60_000 }, covalent: { socket } })
      const story = setup.simulator.start(covalentScenarios.steady)
      const feed = setup.follow({ kind: 'logs', chain: 1, address: story.address })
      await setup.wait(60_000)
      setup.simulator.faults.drop()
      await setup.wait(45_000)
      setup.simulator.faults.restore()
      const told = story.truth().map(toName)
      await setup.wait(60_000 + 40_000)
      expect(feed.shown().slice(0, told.length)).toEqual(told)
      expect(feed.gaps()).toEqual([])
      feed.stop()
      setup.simulator.stop()
    },
  )

  test('tells of fifty pages that an outage missed, and keeps their gap next to its first log until it is read', async () => {
    const setup = createCovalentSetup({ covalent: { maxPages: 4 } })
    const story = setup.simulator.start(covalentScenarios.steady)
    const feed = setup.follow({ kind: 'logs', chain: 1, address: story.address }, 100)
    await setup.wait(10_000)
    const handle = setup.engine.topic(feed.topic)
    const added = new Set(feed.data()?.items.map(toName))
    const missed: (Interval | undefined)[] = []
    const stop = watchFeed(handle, toLogEventId, () => (changes) => {
      for (const item of changes.added) added.add(toName(item))
      if (changes.missed) missed.push(changes.missed)
    })
    setup.page.goOffline()
    setup.simulator.faults.drop()
    await setup.wait(1_000)
    for (let block = 0; block < 50; block += 1) story.burst(100)
    setup.simulator.faults.restore()
    setup.page.goOnline()
    await setup.wait(60_000)
    expect(missed).toHaveLength(1)
    const [stretch] = missed
    const isMissed = (name: string) => stretch && isWithin(Number.parseInt(name, 10), stretch)
    expect(
      story
        .truth()
        .map(toName)
        .filter((name) => !added.has(name) && !isMissed(name)),
    ).toEqual([])
    expect(added.size).toBeLessThan(1_000)
    const isLeft = { from: stretch?.from, isPending: false }
    expect(feed.gaps()).toMatchObject([isLeft])
    await setup.wait(120_000)
    expect(feed.gaps()).toMatchObject([isLeft])
    for (let reads = 0; reads < 20 && feed.gaps().length > 0; reads += 1) {
      const [{ from, to = 0 } = { from: 0 }] = feed.gaps()
      const reading = fetchRange(setup.engine, handle, { from, to }, 100)
      await setup.wait(30_000)
      await reading
    }
    expect([feed.gaps(), missed.length]).toEqual([[], 1])
    stop()
    feed.stop()
    setup.simulator.stop()
  }, 600_000)

  test('ends a burst of ten thousand logs in one block with the newest, each once', async () => {
    const setup = createCovalentSetup()
    const story = setup.simulator.start(covalentScenarios['burst-10000'])
    const feed = setup.follow({ kind: 'logs', chain: 1, address: story.address }, 500)
    await setup.wait(10_000 + laterMs)
    expect(feed.shown()).toEqual(story.truth().map(toName).slice(-500))
    setup.simulator.stop()
  }, 600_000)

  test('is live for all other topics where the broker hangs up for the destination of one', async () => {
    const bad = `0x${'ba'.repeat(20)}`
    const toAddress = (topic: LogsTopic) => ('address' in topic ? topic.address : '')
    const setup = createCovalentSetup({
      covalent: {
        toDestination: (topic) => (toAddress(topic) === bad ? '/nowhere' : `/v1/1/events/address/${toAddress(topic)}/`),
      },
    })
    const story = setup.simulator.start(covalentScenarios.steady)
    const feeds = [bad, story.address].map((address) => setup.follow({ kind: 'logs', chain: 1, address }))
    await setup.wait(60_000)
    expect(feeds.map(({ transport }) => transport())).toEqual(['polling', 'socket'])
    expect(setup.diagnostics.map(({ message }) => message)).toContainEqual(expect.stringContaining('LINK_ENDED'))
    setup.simulator.stop()
  })

  test('shares one subscription among topics of one destination, and has its own logs', async () => {
    const setup = createCovalentSetup()
    const story = setup.simulator.start('steady', { topic: transfer })
    const [log] = story.truth()
    const holder = log?.raw_log_topics[1] ?? ''
    const topics: readonly LogsTopic[] = [
      { kind: 'logs', chain: 1, eventSelector: transfer },
      { kind: 'logs', chain: 1, eventSelector: transfer, indexedValues: [holder] },
      { kind: 'logs', chain: 1, eventSelector: transfer, fromBlock: (story.truth().at(-1)?.block_height ?? 0) + 1 },
    ]
    const [all, some, later] = topics.map((topic) => setup.follow(topic))
    await setup.wait(20_000 + laterMs)
    expect(setup.simulator.counters.subscribes).toEqual({ [story.destination]: 1 })
    expect(all?.shown()).toEqual(story.truth().map(toName))
    expect(some?.shown()).toEqual(
      story
        .truth()
        .filter((log) => log.raw_log_topics.includes(holder))
        .map(toName),
    )
    expect(later?.shown().length).toBe(20)
    setup.simulator.stop()
  })

  test('whose service stays silent comes by REST, and gives the link up', async () => {
    const setup = createCovalentSetup()
    setup.simulator.faults.silence('messages')
    const story = setup.simulator.start('steady')
    const feed = setup.follow({ kind: 'logs', chain: 1, address: story.address })
    await setup.wait(60_000)
    expect(feed.shown().length).toBeGreaterThan(story.truth().length - 30)
    expect(setup.simulator.counters.socketsOpened).toBeGreaterThan(1)
    setup.simulator.stop()
  })
})

describe('A feed of logs without the socket', () => {
  test.each([
    ['off', undefined],
    ['refused', 'socket-off'],
    ['over', 'socket-off-frame'],
    ['shut to this key', 'refuse-key'],
  ] as const)('that is %s polls everything from the head that is known', async (_, fault) => {
    const setup = createCovalentSetup({ covalent: { socket: fault !== undefined } })
    if (fault) setup.simulator.faults.apply(fault)
    const story = setup.simulator.start('steady')
    const feed = setup.follow({ kind: 'logs', chain: 1, address: story.address })
    await setup.wait(60_000)
    expect(feed.transport()).toBe('polling')
    expect(feed.shown().length).toBeGreaterThan(60)
    expect(feed.shown()).toEqual(story.truth().map(toName).slice(0, feed.shown().length))
    expect(feed.gaps()).toEqual([])
    expect(setup.subscribes()).toBe(0)
    setup.simulator.stop()
  })

  test('that is switched off never asks for one, and asks nothing on a hidden page', async () => {
    const setup = createCovalentSetup({ covalent: { socket: false } })
    const story = setup.simulator.start('steady')
    const feed = setup.follow({ kind: 'logs', chain: 1, address: story.address })
    await setup.wait(20_000)
    expect(setup.engine.getConnection()).toEqual({ status: 'idle' })
    setup.page.hide()
    await setup.wait(5_000)
    const asked = setup.rest.length
    await setup.wait(60_000)
    expect(setup.rest.length).toBe(asked)
    setup.page.show()
    await setup.wait(10_000)
    expect(setup.rest.length).toBeGreaterThan(asked)
    expect(feed.shown().length).toBeGreaterThan(80)
    expect(setup.simulator.counters.socketsOpened + setup.simulator.counters.socketsRefused).toBe(0)
    feed.stop()
    await setup.wait(5_000)
    expect(setup.timers()).toBe(0)
    setup.simulator.stop()
  })

  test('polls a chain whose id nobody knows, beside one that is pushed', async () => {
    const setup = createCovalentSetup()
    const pushed = setup.follow({ kind: 'logs', chain: 1, address })
    const polled = setup.follow({ kind: 'logs', chain: 'a-chain-of-tomorrow', address })
    await setup.wait(10_000)
    expect(pushed.transport()).toBe('socket')
    expect(polled.transport()).toBe('polling')
    expect(polled.errors[0]).toMatchObject({ code: 'CHAIN_NOT_SUPPORTED' })
    expect(setup.subscribes()).toBe(1)
    setup.simulator.stop()
  })
})

test('Who reads a long stretch keeps nobody else waiting until it is read', async () => {
  const setup = createCovalentSetup({ covalent: { socket: false } })
  const { address } = setup.simulator.start({
    ...covalentScenarios['page-limits'],
    steps: [{ at: 0, history: { logs: 1_050, blocks: 700 } }],
  })
  const other = setup.simulator.start(covalentScenarios.steady)
  const feed = setup.follow({ kind: 'logs', chain: 1, address }, 10)
  setup.follow({ kind: 'logs', chain: 1, address: other.address })
  await setup.wait(20_000)
  const [to = 0, before] = [feed.data()?.items[0]?.block_height, setup.rest.length]
  feed.stop()
  void fetchRange(setup.engine, setup.engine.topic(feed.topic), { from: to - 600, to }, 10_000)
  await setup.wait(10_000)
  const pages = setup.rest.slice(before).filter(({ path }) => path.includes('/events/'))
  const isOwn = pages.map(({ path }) => path.includes(address))
  expect(isOwn.filter(Boolean).length).toBeGreaterThan(8)
  expect(isOwn.slice(0, isOwn.lastIndexOf(true))).toContain(false)
  setup.engine.close()
  setup.simulator.stop()
})

test('Older logs are loaded where they are asked for, until there are none', async () => {
  const setup = createCovalentSetup({ covalent: { socket: false } })
  const story = setup.simulator.start(covalentScenarios['page-limits'])
  const topic: LogsTopic = { kind: 'logs', chain: 1, address: story.address, fromBlock: 21_400_000 }
  const feed = setup.follow(topic, 100)
  await setup.wait(5_000)
  expect(feed.data()?.hasOlder).toBe(true)
  setup.follow(topic, 5_000)
  for (let clicks = 0; clicks < 20 && feed.data()?.hasOlder; clicks += 1) {
    const to = (feed.data()?.covered[0]?.from ?? 0) - 1
    const loading = fetchRange(setup.engine, setup.engine.topic(topic), { to }, 5_000)
    await setup.wait(30_000)
    await loading
  }
  expect(feed.data()?.hasOlder).toBe(false)
  expect(feed.data()?.covered).toHaveLength(1)
  expect(feed.shown()).toEqual(story.truth().map(toName).slice(0, feed.shown().length))
  expect(feed.shown().length).toBeGreaterThan(1_050)
  setup.simulator.stop()
}, 600_000)

test('The key goes with the socket and with REST, and into no diagnostic', async () => {
  const setup = createCovalentSetup({ simulator: { apiKeys: ['hushhush-1'] }, covalent: { apiKey: 'hushhush-1' } })
  setup.simulator.faults.refuse('key', { accept: ['hushhush-1'] })
  const story = setup.simulator.start('steady')
  const feed = setup.follow({ kind: 'logs', chain: 1, address: story.address })
  await setup.wait(10_000)
  expect(feed.transport()).toBe('socket')
  setup.simulator.faults.refuse('key')
  setup.simulator.faults.junk()
  setup.simulator.faults.breakRest('wrong-key')
  await setup.wait(60_000)
  expect(setup.diagnostics.length).toBeGreaterThan(0)
  expect(feed.errors.at(-1)).toMatchObject({ code: 'INVALID_KEY' })
  expect(JSON.stringify(setup.diagnostics) + feed.errors.map(String).join()).not.toContain('hushhush-1')
  setup.simulator.stop()
})

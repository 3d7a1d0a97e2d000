import { covalent, type LogEvent, type LogsTopic } from 'onwire/covalent'
import { type BridgeLimits, createBridge } from 'onwire/server'
import { covalentScenarios, createCovalentSimulator } from 'onwire/testing'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { FeedData } from '../../../src/core/contract/feed.js'
import { fetchRange } from '../../../src/core/engine/fetchRange.js'
import { refillFeed } from '../../../src/core/engine/refillFeed.js'
import { getOlderRange } from '../../../src/core/feed/feedView.js'
import { getGaps } from '../../../src/core/feed/gaps.js'
import { bridge } from '../../../src/protocols/bridge/index.js'
import { toName } from '../../protocols/covalent/covalentSetup.js'
import { checkProperty } from '../../support/property.js'
import { createTestEnvironment } from '../../support/environment.js'
import { settle } from './support/bridgeSetup.js'
import { createPageEngine } from './support/createPageEngine.js'

interface SetupOptions {
  readonly blocks?: number
  readonly limits?: BridgeLimits
  readonly logs: number
}

/** A bridge before a contract whose logs, `logs` of them, stand in the last `blocks` blocks. */
function createSetup({ blocks = 3_000, limits, logs }: SetupOptions) {
  const { clock, environment } = createTestEnvironment()
  const simulator = createCovalentSimulator({ clock, logLimit: 10, beatMs: { sends: 0, wants: 0 } })
  const { apiUrl, fetch, url, WebSocket } = simulator
  const asked: string[] = []
  simulator.watch((entry) => {
    if (entry.type === 'rest' && entry.path.includes('/events/')) asked.push(entry.path)
  })
  const server = createBridge({
    protocols: [covalent({ apiUrl, fetch, url, WebSocket, apiKey: 'hushhush' })],
    authorize: () => true,
    environment,
    limits,
    onDiagnostic() {},
  })
  const ends: (() => unknown)[] = [simulator.stop, server.close]
  const close = async () => {
    while (ends.length > 0) await ends.pop()?.()
  }
  onTestFinished(close)
  const steps = [{ at: 0, history: { logs, blocks }, blockMs: 1e8, logsPerBlock: 0 }]
  const story = simulator.start({ ...covalentScenarios.steady, steps })
  const topic: LogsTopic = { kind: 'logs', chain: 1, address: story.address }
  const advance = async (ms: number) => {
    for (let left = ms; left > 0; left -= 500) {
      await clock.advanceAsync(500)
      await settle()
    }
  }

  /** A page that wants so many of them. */
  function open(limit: number) {
    const via = bridge('https://app.example/api/onwire', {
      fetch: async (input, init) => server.fetch(new Request(input, init)),
    })
    const engine = createPageEngine(covalent({ via }), environment, (end) => ends.push(end))
    const handle = engine.topic(topic)
    const wanted = { limit, hasGrown: false }
    const refill = () => refillFeed(engine, handle, { position }, wanted)
    // As hooks do with their first data.
    const off = handle.on(({ type }) => {
      if (type !== 'data') return
      off()
      void refill()
    })
    handle.watch({ refetch: () => handle.snapshot().catch(() => {}), limit })
    const getData = (): FeedData<LogEvent> => handle.getData() ?? none
    return {
      getData,
      names: () => getData().items.map(toName),
      gaps: () => getGaps(getData(), true),
      refill,
      loadOlder: () => fetchRange(engine, handle, getOlderRange(getData(), position) ?? { to: 0 }, limit),
    }
  }
  const truth = () => story.truth().map(toName)
  return { advance, asked, close, open, simulator, truth }
}

const position = ({ block_height }: LogEvent) => block_height
const none: FeedData<LogEvent> = { items: [], removed: [], covered: [], left: [], isBroken: false, hasOlder: false }

/** The newest of all, as a page that wants so many has them. */
function check(
  { getData, gaps, names }: ReturnType<ReturnType<typeof createSetup>['open']>,
  all: readonly string[],
  count: number,
) {
  const shown = names()
  // A list of hundreds says nothing in a report.
  expect(gaps()).toEqual([])
  if (shown.length < all.length) expect(getData().hasOlder).toBe(true)
  expect(shown.length).toBeGreaterThanOrEqual(Math.min(count, all.length))
  expect(shown.at(0)).toBe(all.at(-shown.length))
  expect(shown).toEqual(all.slice(-shown.length))
}

describe('A page that wants more past logs than the bridge has', () => {
  test.each([
    ['alone', []],
    ['after one that wants few', [100]],
    ['after one that wants some', [100, 250]],
  ])('gets them %s, as it would from the service', async (_title, earlier) => {
    const { advance, open, truth } = createSetup({ logs: 700 })
    for (const limit of earlier) {
      open(limit)
      await advance(5_000)
    }
    const page = open(500)
    await advance(60_000)
    check(page, truth(), 500)
  })

  test('has each of them asked for once, however many pages want them at once', async () => {
    const { advance, asked, open, truth } = createSetup({ logs: 700 })
    open(100)
    await advance(10_000)
    const before = asked.length
    const pages = Array.from({ length: 20 }, () => open(500))
    await advance(10_000)
    for (const page of pages) check(page, truth(), 500)
    expect(asked.length - before).toBeLessThanOrEqual(10)
  })

  test('has as many as one answer may hold, is told that there are more, and gets those by asking for older ones', async () => {
    const { advance, open, truth } = createSetup({ logs: 1_500, limits: { itemsPerTopic: 300 } })
    const page = open(1_000)
    await advance(20_000)
    check(page, truth(), 300)
    for (let times = 0; times < 3; times += 1) {
      const before = page.names().length
      const isLoaded = page.loadOlder()
      await advance(30_000)
      await isLoaded
      check(page, truth(), Math.min(1_000, before + 200))
    }
    check(page, truth(), 900)
  })

  test('shows what it got, and that there is more, where the service fails in the midst', async () => {
    const { advance, open, simulator, truth } = createSetup({ logs: 700 })
    open(100)
    await advance(5_000)
    simulator.faults.breakRest('error')
    const page = open(500)
    await advance(10_000)
    check(page, truth(), 100)
    simulator.faults.restoreRest()
    const isFilled = page.refill()
    await advance(60_000)
    await isFilled
    // One reading has about as many as are wanted.
    check(page, truth(), 450)
  })

  test('gets as many as there are, whatever others wanted before, and however crowded blocks are', async () => {
    const wish = fc.integer({ min: 1, max: 190 })
    await checkProperty(
      fc.asyncProperty(
        fc.tuple(wish, wish, wish),
        fc.integer({ min: 0, max: 210 }),
        fc.constantFrom(60, 900, 5_000),
        async (wishes, logs, blocks) => {
          const { advance, close, open, truth } = createSetup({ blocks, logs })
          const pages = []
          for (const limit of wishes) {
            const page = open(limit)
            pages.push({ limit, page })
            for (let ms = 0; ms < 60_000 && page.names().length < Math.min(limit, logs); ms += 1_000)
              await advance(1_000)
          }
          for (const { limit, page } of pages) check(page, truth(), limit)
          await close()
        },
      ),
      // Each of its pages is one.
      { storiesEach: 3 },
    )
  })
})

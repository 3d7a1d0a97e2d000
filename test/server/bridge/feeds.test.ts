import { createCovalentSimulator } from 'onwire/testing'
import { type Bus, type BusNews, createBridge, memoryBus } from 'onwire/server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { diffFeed } from '../../../src/core/feed/diffFeed.js'
import type { FeedData } from '../../../src/core/contract/feed.js'
import { getGaps } from '../../../src/core/feed/gaps.js'
import { bridge } from '../../../src/protocols/bridge/index.js'
import { covalent, type LogEvent, type LogsTopic, toLogEventId } from '../../../src/protocols/covalent/index.js'
import { createTestEnvironment } from '../../support/environment.js'
import { createScriptedChain } from '../../core/support/scriptedChain.js'
import { toName } from '../../protocols/covalent/covalentSetup.js'
import { settle } from './support/bridgeSetup.js'
import { createPageEngine } from './support/createPageEngine.js'

function createSetup(socket: boolean) {
  const { clock, environment } = createTestEnvironment()
  const simulator = createCovalentSimulator({ clock, logLimit: 10, beatMs: { sends: 0, wants: 0 } })
  const { apiUrl, fetch, url, WebSocket } = simulator
  const server = createBridge({
    protocols: [covalent({ apiUrl, fetch, url, WebSocket, socket, apiKey: 'hushhush' })],
    authorize: () => true,
    environment,
    onDiagnostic() {},
  })
  onTestFinished(() => server.close())
  const via = bridge('https://app.example/api/onwire', {
    fetch: async (input, init) => server.fetch(new Request(input, init)),
  })
  const protocol = covalent({ via })
  const open = (topic: LogsTopic) => {
    const engine = createPageEngine(protocol, environment)
    const errors: unknown[] = []
    const refetch = () =>
      engine
        .topic(topic)
        .snapshot()
        .catch((error: unknown) => errors.push(error))
    engine.topic(topic).watch({ refetch, limit: 1_000 })
    const shown = () => {
      const { items, removed } = engine.topic(topic).getData() ?? none
      return items.filter((event) => !removed.includes(toLogEventId(event))).map(toName)
    }
    return { engine, errors, shown, gaps: () => getGaps(engine.topic(topic).getData() ?? none, true) }
  }
  const advance = async (ms: number) => {
    for (let left = ms; left > 0; left -= 500) {
      await clock.advanceAsync(500)
      await settle()
    }
  }
  return { advance, open, simulator }
}

const none: FeedData<LogEvent> = { items: [], removed: [], covered: [], left: [], isBroken: false, hasOlder: false }

describe.each([true, false])('A feed behind a bridge that has a socket (%s)', (socket) => {
  test.each(['steady', 'reorg-6', 'drop-midway', 'gap-500-blocks', 'restart', 'duplicates', 'freeze'] as const)(
    'holds after "%s" what the service tells, each once, for whoever was there and whoever comes late',
    { timeout: 600_000 },
    async (name) => {
      const { advance, open, simulator } = createSetup(socket)
      const story = simulator.start(name)
      const topic = { kind: 'logs', chain: 1, address: story.address } as const
      const first = open(topic)
      await advance(240_500)
      /** Without a socket the last blocks are still to be asked for. */
      const check = (shown: readonly string[], mostLate: number) => {
        const truth = story.truth().map(toName)
        expect(shown.length).toBeGreaterThan(truth.length - mostLate)
        expect(shown).toEqual(truth.slice(0, shown.length))
      }
      check(first.shown(), socket ? 1 : 30)
      expect(first.gaps()).toEqual([])
      const late = open(topic)
      await advance(1_000)
      check(late.shown(), socket ? 1 : 30)
      simulator.stop()
    },
  )
})

describe('A gap that a bridge fills', () => {
  function createChainSetup() {
    const chain = createScriptedChain()
    const { environment, protocol, topic } = chain
    const inner = memoryBus()
    const published: BusNews[] = []
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
    const server = createBridge({
      bus,
      protocols: [{ ...protocol, fromKey: () => topic }],
      authorize: () => true,
      environment,
      onDiagnostic() {},
    })
    onTestFinished(() => server.close())
    let isReachable = true
    const via = bridge('https://app.example/api/onwire', {
      async fetch(input, init) {
        if (!isReachable) throw new TypeError('fetch failed')
        return server.fetch(new Request(input, init))
      },
    })
    const engine = createPageEngine({ ...protocol, ...via(protocol) }, environment)
    engine.topic(topic).watch({
      refetch: () =>
        engine
          .topic(topic)
          .snapshot()
          .catch(() => {}),
      limit: 1_000,
    })
    const events: unknown[] = []
    engine.topic(topic).on((event) => {
      if (event.type !== 'data' || !event.before) return
      const changes = diffFeed(event.before, event.whole, chain.feed.identity)
      if (changes) events.push(changes)
    })
    const advance = async (ms: number) => {
      for (let left = ms; left > 0; left -= 250) {
        await chain.clock.advanceAsync(250)
        await settle()
      }
    }
    const getData = () => engine.topic(topic).getData()
    return {
      ...chain,
      advance,
      events,
      published,
      /** The stream stands, and the page can ask for nothing. */
      cutOff: () => void (isReachable = false),
      gaps: () =>
        getGaps(getData() ?? { covered: [], left: [], isBroken: false, items: [], removed: [], hasOlder: false }, true),
      ids: () => getData()?.items.map(({ id }) => id),
    }
  }

  test.each([
    ['in which was something', 1],
    ['in which was nothing', 0],
  ])('%s, is filled on its pages at once, and what was no news is no event', async (_what, missed) => {
    const chain = createChainSetup()
    chain.mine(1)
    await chain.advance(5_000)
    chain.service.failure = new Error('down')
    chain.drop()
    chain.mine(missed, 0, 0)
    chain.restore()
    await chain.advance(6_000)
    chain.mine(1)
    await chain.advance(1_000)
    chain.cutOff()
    await chain.advance(30_000)
    expect(chain.gaps()).toHaveLength(1)
    expect(chain.events).toHaveLength(1)
    chain.service.failure = undefined
    await chain.advance(25_000)
    expect(chain.gaps()).toEqual([])
    expect(chain.ids()).toEqual(chain.truth().map((log) => log.split(' ')[1]))
    expect(chain.events).toHaveLength(1 + missed)
  })

  test('is no gap on its pages where none was: its end had moved in silence', async () => {
    const chain = createChainSetup()
    chain.mine(1)
    await chain.advance(5_000)
    chain.cutOff()
    chain.mine(0, 0, 0)
    await chain.advance(25_000)
    chain.drop()
    chain.service.failure = new Error('down')
    await chain.advance(250)
    chain.restore()
    chain.mine(0)
    await chain.advance(6_000)
    chain.mine(1)
    await chain.advance(500)
    expect(chain.gaps()).toMatchObject([{ from: 5, to: 5 }])
    // Each piece holds what is new since the last one, and no more.
    const before = chain.published.length
    chain.mine(1)
    await chain.advance(500)
    chain.mine(1)
    await chain.advance(500)
    expect(chain.published.slice(before).map(({ data }) => data)).toMatchObject([
      { items: [{ block: 7 }], covered: [{ from: 6, to: 7 }] },
      { items: [{ block: 8 }], covered: [{ from: 7, to: 8 }] },
    ])
  })
})

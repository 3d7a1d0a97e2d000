import { createCovalentSimulator } from 'onwire/testing'
import { createBridge } from 'onwire/server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createEngine } from '../../../src/core/engine.js'
import type { FeedData } from '../../../src/core/feed.js'
import { getGaps } from '../../../src/core/feedGaps.js'
import { bridge } from '../../../src/protocols/bridge/bridge.js'
import { covalent, type LogEvent, type LogsTopic, toLogEventId } from '../../../src/protocols/covalent/index.js'
import { createTestEnvironment } from '../../support/environment.js'
import { toName } from '../../protocols/covalent/covalentWorld.js'
import { settle } from './support/bridgeWorld.js'

function createWorld(socket: boolean) {
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
    const engine = createEngine<LogsTopic, FeedData<LogEvent>>({
      protocol,
      environment,
      graceMs: 3_000,
      pollingIntervalMs: 3_000,
      onDiagnostic() {},
      batch: (write) => write(),
    })
    onTestFinished(() => engine.close())
    const errors: unknown[] = []
    const refetch = () => engine.snapshot(topic).catch((error: unknown) => errors.push(error))
    engine.watch(topic, { refetch, limit: 1_000 })
    const shown = () => {
      const { items, removed } = engine.getData(topic) ?? none
      return items.filter((event) => !removed.includes(toLogEventId(event))).map(toName)
    }
    return { engine, errors, shown, gaps: () => getGaps(engine.getData(topic) ?? none, true) }
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

describe.each([true, false])('a feed behind a bridge that has a socket: %s', (socket) => {
  test.each(['steady', 'reorg-6', 'drop-midway', 'gap-500-blocks', 'restart', 'duplicates', 'freeze'] as const)(
    'after "%s" is what the service tells, each once, for whoever was there and whoever comes late',
    { timeout: 60_000 },
    async (name) => {
      const { advance, open, simulator } = createWorld(socket)
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

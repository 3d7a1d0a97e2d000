import { createBridge } from 'onwire/server'
import { createFusionSimulator } from 'onwire/testing'
import { expect, onTestFinished, test } from 'vitest'
import { bridge } from '../../../src/protocols/bridge/index.js'
import { fusion, type FusionTopic } from '../../../src/protocols/fusion/index.js'
import { createTestEnvironment } from '../../support/environment.js'
import { settle } from './support/bridgeSetup.js'
import { createPageEngine } from './support/createPageEngine.js'

test('A reader that comes late has at once from the bridge what a service tells by its socket only', async () => {
  const { clock, environment } = createTestEnvironment()
  const simulator = createFusionSimulator({ clock })
  const { WebSocket, apiUrl, fetch, url } = simulator
  const server = createBridge({
    protocols: [fusion({ WebSocket, apiUrl, fetch, url, transports: ['websocket'] })],
    authorize: { 'fusion:stats': () => true },
    environment,
    onDiagnostic() {},
  })
  onTestFinished(() => server.close())
  const via = bridge('https://app.example/api/onwire', {
    fetch: async (input, init) => server.fetch(new Request(input, init)),
  })
  const open = (topic: FusionTopic) => {
    const engine = createPageEngine(fusion({ via }), environment)
    engine.topic(topic).watch({ refetch: () => engine.topic(topic).snapshot() })
    return () => engine.topic(topic).getData()
  }
  const advance = async (ms: number) => {
    for (let left = ms; left > 0; left -= 100) {
      await clock.advanceAsync(100)
      await settle()
    }
  }
  const first = open({ kind: 'stats' })
  await advance(2_000)
  simulator.start('happy-path')
  await advance(20_000)
  expect(first()).toBeDefined()
  const late = open({ kind: 'stats' })
  await advance(500)
  expect(late()).toEqual(first())
})

import { createBridge } from 'onwire/server'
import { createFusionSimulator } from 'onwire/testing'
import { expect, onTestFinished, test } from 'vitest'
import { createEngine } from '../../../src/core/engine.js'
import { bridge } from '../../../src/protocols/bridge/bridge.js'
import { fusion, type FusionData, type FusionTopic } from '../../../src/protocols/fusion/index.js'
import { createTestEnvironment } from '../../support/environment.js'
import { settle } from './support/bridgeWorld.js'

test('what a service tells by its socket only, whoever comes late has at once from the bridge', async () => {
  const { clock, environment } = createTestEnvironment()
  const simulator = createFusionSimulator({ clock })
  const { WebSocket, apiUrl, fetch, url } = simulator
  const server = createBridge({
    protocols: [fusion({ WebSocket, apiUrl, fetch, url, transports: ['websocket'] })],
    authorize: () => true,
    environment,
    onDiagnostic() {},
  })
  onTestFinished(() => server.close())
  const via = bridge('https://app.example/api/onwire', {
    fetch: async (input, init) => server.fetch(new Request(input, init)),
  })
  const open = (topic: FusionTopic) => {
    const engine = createEngine<FusionTopic, FusionData>({
      protocol: fusion({ via }),
      environment,
      graceMs: 3_000,
      pollingIntervalMs: 3_000,
      onDiagnostic() {},
      batch: (write) => write(),
    })
    onTestFinished(() => engine.close())
    engine.watch(topic, { refetch: () => engine.snapshot(topic) })
    return () => engine.getData(topic)
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

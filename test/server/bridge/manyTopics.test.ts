import { describe, expect, test } from 'vitest'
import type { Protocol } from '../../../src/core/contract/protocol.js'
import { bridge } from '../../../src/protocols/bridge/index.js'
import { relay, type RelayStatus, type RelayTopic } from '../../../src/protocols/relay/index.js'
import { toScenario } from '../../core/support/toScenario.js'
import { createTestEnvironment } from '../../support/environment.js'
import { base, createBridgeSetup } from './support/bridgeSetup.js'
import { createPageEngine } from './support/createPageEngine.js'
import { createSixConnections } from './support/sixConnections.js'

const ending = toScenario({ at: 0, status: 'waiting' }, { at: 100_000, status: 'success' })
const answerMs = 100

/** Lets streams of Node run, which know nothing of the clock. */
async function advance(clock: { advanceAsync(ms: number): Promise<void> }, ms: number) {
  for (let left = ms; left > 0; left -= 50) {
    await clock.advanceAsync(Math.min(left, 50))
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  }
}

describe.each([44, 60, 120, 200])('A page over HTTP/1.1 with %i requests', (count) => {
  test('always gets its stream, a first picture within the budget, each end by a push, and leaves no timer', async () => {
    const { clock, environment, simulator, ...server } = createBridgeSetup()
    const page = createTestEnvironment({ clock })
    const connections = createSixConnections(
      (request) => server.bridge.fetch(request),
      (callback) => void environment.clock.after(answerMs, callback),
    )
    const via = bridge(base, { fetch: connections.fetch })
    const protocol: Protocol<RelayTopic, RelayStatus> = relay({ via })
    const engine = createPageEngine(protocol, page.environment)
    const startedAt = clock.now()
    const firsts = new Map<string, number>()
    const ends = new Map<string, number>()
    const stops = Array.from({ length: count }, () => {
      const { requestId } = simulator.start(ending)
      const handle = engine.topic({ kind: 'status', requestId })
      const off = handle.on((event) => {
        if (event.type !== 'data') return
        const at = clock.now() - startedAt
        if (!firsts.has(requestId)) firsts.set(requestId, at)
        if (event.data.status === 'success') ends.set(requestId, at)
      })
      const leave = handle.watch({ refetch: () => handle.snapshot() })
      return () => (off(), leave())
    })
    await advance(clock, 3_000)
    expect(connections.taken()).toContain('events')
    await advance(clock, 72_000)
    expect(firsts.size).toBe(count)
    // What the stream brings isn't asked for: those that were, had gone out before it was open.
    if (count <= 120) expect(connections.counts.get('snapshot')).toBeLessThan(6 * count)
    await advance(clock, 27_000)
    expect(ends.size).toBe(count)
    expect(Math.max(...ends.values())).toBeLessThan(100_000 + 1_000)
    expect(connections.most.get('snapshot')).toBeLessThanOrEqual(4)
    for (const stop of stops) stop()
    await advance(clock, 20_000)
    engine.close()
    await advance(clock, 100)
    expect([page.timers(), connections.taken()]).toEqual([0, []])
  })
})

test('The first picture of what a bridge follows already comes by the stream, all at once', async () => {
  const { clock, environment, simulator, ...server } = createBridgeSetup()
  const ids = Array.from({ length: 120 }, () => simulator.start(ending).requestId)
  const pages = [1, 2].map(() => {
    const page = createTestEnvironment({ clock })
    const connections = createSixConnections(
      (request) => server.bridge.fetch(request),
      (callback) => void environment.clock.after(answerMs, callback),
    )
    const protocol: Protocol<RelayTopic, RelayStatus> = relay({ via: bridge(base, { fetch: connections.fetch }) })
    const engine = createPageEngine(protocol, page.environment)
    const known = () => ids.filter((requestId) => engine.topic({ kind: 'status', requestId }).getData()).length
    const watch = () => {
      for (const requestId of ids) {
        const handle = engine.topic({ kind: 'status', requestId })
        handle.watch({ refetch: () => handle.snapshot() })
      }
    }
    return { connections, known, watch }
  })
  const [first, second] = pages
  first?.watch()
  await advance(clock, 15_000)
  expect(first?.known()).toBe(120)
  second?.watch()
  await advance(clock, 500)
  expect(second?.known()).toBe(120)
  // Four had gone out beside the stream.
  expect(second?.connections.counts.get('snapshot')).toBeLessThanOrEqual(8)
})

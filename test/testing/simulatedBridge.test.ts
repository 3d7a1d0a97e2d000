import { createRelaySimulator, SimulatorError } from 'onwire/testing'
import { relay } from 'onwire/server'
import { bridgeFaultNames, createSimulatedBridge } from 'onwire/testing/bridge'
import { describe, expect, onTestFinished, test } from 'vitest'

const base = 'https://app.example/api/onwire'
const apiKey = 'hushhush-simulated-bridge'

/** A simulated bridge, and a simulated Relay that posts to it. */
function createSetup() {
  const simulator = createRelaySimulator({
    webhooks: {
      url: `${base}/webhooks/relay`,
      apiKey,
      retryDelayMs: 20,
      fetch: (url, init) => bridge.fetch(new Request(url, init)),
    },
  })
  const { WebSocket, apiUrl, fetch, url } = simulator
  const bridge = createSimulatedBridge({
    protocols: [relay({ WebSocket, apiKey, apiUrl, fetch, url })],
    authorize: () => true,
    webhooks: { relay: { apiKey, onDiagnostic: () => {} } },
    onDiagnostic: () => {},
  })
  onTestFinished(() => {
    bridge.close()
    simulator.stop()
  })
  const { requestId } = simulator.start('abandoned-quote')
  const topic = encodeURIComponent(JSON.stringify({ protocol: 'relay', topic: { kind: 'status', requestId } }))
  return {
    bridge,
    simulator,
    ask: async () => (await bridge.fetch(new Request(`${base}/snapshot?topic=${topic}`))).status,
    open: () => bridge.fetch(new Request(`${base}/events?topic=${topic}`)),
  }
}

describe('A simulated bridge', () => {
  test('is a bridge: it answers, and takes webhooks in', async () => {
    const { ask, bridge, simulator } = createSetup()
    expect(await ask()).toBe(200)
    await simulator.webhooks?.idle()
    expect(simulator.webhooks?.all()).toMatchObject([{ attempts: [200], state: 'delivered' }])
    expect(bridge.faults.state()).toMatchObject({ away: false, processes: 1 })
  })

  test('says nothing while it is away, and is there again with another process, which is told what was missed', async () => {
    const { ask, bridge, simulator } = createSetup()
    bridge.faults.apply('away')
    await expect(ask()).rejects.toThrow(TypeError)
    bridge.faults.apply('restore')
    expect(await ask()).toBe(200)
    await simulator.webhooks?.idle()
    expect(simulator.webhooks?.all()).toMatchObject([{ state: 'delivered' }])
    expect(bridge.faults.state()).toMatchObject({ away: false, processes: 2 })
  })

  test('ends its streams where it is restarted', async () => {
    const { bridge, open } = createSetup()
    const stream = (await open()).text()
    bridge.faults.apply('restart')
    expect(await stream).not.toContain('event: update')
    expect(bridge.faults.state().processes).toBe(2)
  })

  test('answers 401 to whoever is signed out, and takes webhooks all the same', async () => {
    const { ask, bridge, open, simulator } = createSetup()
    bridge.faults.apply('sign-out')
    expect(await ask()).toBe(401)
    const refused = await open()
    expect([refused.status, await refused.json()]).toEqual([
      401,
      {
        ok: false,
        code: 'UNAUTHENTICATED',
        message: '`authenticate` does not know who asks. Sign in, and try again.',
      },
    ])
    simulator.start('abandoned-quote')
    await simulator.webhooks?.idle()
    expect(simulator.webhooks?.all().map(({ state }) => state)).toEqual(['delivered', 'delivered'])
  })

  test('asks the app’s own `authenticate` while nobody is signed out, and hands on what that says, or nothing', async () => {
    const asked: unknown[] = []
    const options = {
      protocols: [relay({ apiKey })],
      authorize: (_: Request, __: unknown, user: unknown) => asked.push(user) === 0,
      onDiagnostic: () => {},
    }
    const topic = encodeURIComponent(
      JSON.stringify({ protocol: 'relay', topic: { kind: 'status', requestId: `0x${'ab'.repeat(32)}` } }),
    )
    const toRequest = () => new Request(`${base}/snapshot?topic=${topic}`)
    const known = createSimulatedBridge({ ...options, authenticate: (_, from) => from })
    const open = createSimulatedBridge(options)
    onTestFinished(() => [known, open].forEach((each) => each.close()))
    const statuses = [
      await known.fetch(toRequest()),
      await known.fetch(toRequest(), 'ann'),
      await open.fetch(toRequest()),
    ]
    expect(statuses.map(({ status }) => status)).toEqual([401, 403, 403])
    expect(asked).toEqual(['ann', undefined])
  })

  test('lets nobody see anything where that is forbidden', async () => {
    const { ask, bridge } = createSetup()
    bridge.faults.apply('forbid')
    expect(await ask()).toBe(403)
    bridge.faults.apply('restore')
    // It stays with the process that it has.
    bridge.faults.apply('restart')
    expect(await ask()).toBe(200)
  })

  test('has Relay send again what came while the bus was away', async () => {
    const { bridge, simulator } = createSetup()
    await simulator.webhooks?.idle()
    bridge.faults.apply('bus-away')
    simulator.start('abandoned-quote')
    await expect.poll(() => simulator.webhooks?.all()[1]?.attempts).toContain(503)
    bridge.faults.apply('restore')
    await simulator.webhooks?.idle()
    expect(simulator.webhooks?.all()[1]?.state).toBe('delivered')
    expect(bridge.faults.state().processes).toBe(1)
  })

  test('names its faults where one is asked for that there isn’t, and has none left once it is closed', async () => {
    const { ask, bridge } = createSetup()
    const wrong: string = 'rest-down'
    // @ts-expect-error -- As the demo's control route may.
    expect(() => bridge.faults.apply(wrong)).toThrow(SimulatorError)
    // @ts-expect-error -- The same.
    expect(() => bridge.faults.apply(wrong)).toThrow(bridgeFaultNames.join(', '))
    bridge.close()
    bridge.faults.apply('restore')
    await expect(ask()).rejects.toThrow(TypeError)
  })
})

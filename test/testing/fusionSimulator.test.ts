import { createFusionSimulator, createManualClock, type FusionSimulatorOptions } from 'onwire/testing'
import { describe, expect, it } from 'vitest'
import { connectRaw } from './support/rawFusionClient.js'

const intentId = `0x${'cd'.repeat(32)}`

function begin(options?: FusionSimulatorOptions) {
  const clock = createManualClock()
  const simulator = createFusionSimulator({ clock, latencyMs: 5, ...options })
  return { clock, simulator }
}

/** What a subscriber is told of an intent that has its source lock. */
function tell(shape: FusionSimulatorOptions['shape']): Readonly<Record<string, unknown>> {
  const { clock, simulator } = begin({ epochMs: 1_700_000_000_000, ...(shape !== undefined && { shape }) })
  simulator.start('happy-path', { intentId })
  clock.advance(4500)
  const client = connectRaw(simulator, clock, [['subscribe:intent', intentId]])
  clock.advance(100)
  return client.events[0]?.[1] as Record<string, unknown>
}

describe('A Fusion simulator in memory', () => {
  it('speaks Engine.IO and Socket.IO: handshake, join, events, pings', () => {
    const { clock, simulator } = begin({ pingIntervalMs: 1000, pingTimeoutMs: 500 })
    const client = connectRaw(simulator, clock, [['ping']])
    clock.advance(1100)
    expect(client.frames).toEqual([
      expect.stringMatching(
        /^< 0\{"sid":"[0-9a-z]{20}","upgrades":\[\],"pingInterval":1000,"pingTimeout":500,"maxPayload":1000000\}$/,
      ),
      '> 40',
      expect.stringMatching(/^< 40\{"sid":"[0-9a-z]{20}"\}$/),
      '> 42["ping"]',
      expect.stringMatching(/^< 42\["pong",\{"timestamp":\d+\}\]$/),
      '< 2',
      '> 3',
    ])
  })

  it.each([
    ['another namespace', '40/admin,', '44/admin,{"message":"Invalid namespace"}', true],
    ['a probe', '2probe', '3probe', true],
    ['an event that asks for an acknowledgement', '4217["ping"]', undefined, true],
    ['a client that leaves', '41', undefined, true],
    ['a close', '1', undefined, false],
    ['no packet', 'hello', undefined, false],
    ['an event that is no list', '42{"a":1}', undefined, false],
    ['an event without a name', '42[7]', undefined, false],
    ['an event that breaks off', '42["ping"', undefined, false],
    ['a binary event', '451-["ping",{"_placeholder":true,"num":0}]', undefined, false],
    ['binary', new Uint8Array([1, 2]), undefined, false],
  ])('takes %s', (_what, frame, answer, staysOpen) => {
    const { clock, simulator } = begin()
    const socket = new simulator.WebSocket(simulator.url)
    const frames: unknown[] = []
    socket.addEventListener('message', ({ data }) => frames.push(data))
    clock.advance(50)
    socket.send('40')
    socket.send(frame)
    clock.advance(50)
    if (answer !== undefined) expect(frames.at(-1)).toBe(answer)
    expect([socket.readyState === 1, simulator.counters.socketsOpen]).toEqual([
      staysOpen,
      staysOpen && frame !== '41' ? 1 : 0,
    ])
  })

  it('closes a connection that leaves a ping unanswered', () => {
    const { clock, simulator } = begin({ pingIntervalMs: 1000, pingTimeoutMs: 500 })
    const socket = new simulator.WebSocket(simulator.url)
    clock.advance(1400)
    expect(socket.readyState).toBe(1)
    clock.advance(200)
    expect([socket.readyState, clock.pending()]).toEqual([3, 0])
  })

  it('keeps a connection through a freeze that is longer than its patience, as a server that hangs does', () => {
    const { clock, simulator } = begin({ pingIntervalMs: 1000, pingTimeoutMs: 500 })
    const socket = new simulator.WebSocket(simulator.url)
    clock.advance(1100)
    simulator.faults.freeze()
    clock.advance(10_000)
    expect(socket.readyState).toBe(1)
    simulator.faults.restore()
    clock.advance(2000)
    expect(socket.readyState).toBe(3)
  })

  it('does not answer before the client has joined', () => {
    const { clock, simulator } = begin()
    const socket = new simulator.WebSocket(simulator.url)
    const frames: unknown[] = []
    socket.addEventListener('message', ({ data }) => frames.push(data))
    clock.advance(50)
    socket.send('42["ping"]')
    clock.advance(50)
    expect([frames.length, simulator.counters.socketsOpened, simulator.counters.pings]).toEqual([1, 0, 0])
  })

  it('says what the page leaves open in every way that it may be said', () => {
    expect(tell(undefined)).toMatchObject({
      createdAt: 1_700_000_000_000,
      completedAt: null,
      error: null,
      fromChain: 42161,
      htlcState: 'source_locked',
      txHashes: { sourceLock: expect.stringMatching(/^0x[0-9a-f]{64}$/) },
    })
    expect(tell({ times: 's' })).toMatchObject({ createdAt: 1_700_000_000, timestamp: 1_700_000_004 })
    expect(tell({ times: 'iso' })).toMatchObject({ createdAt: '2023-11-14T22:13:20.000Z', completedAt: null })
    expect(tell({ txHashes: 'list' })).toMatchObject({ txHashes: [expect.stringMatching(/^0x/)] })
    expect(tell({ htlcState: 'object' })).toMatchObject({ htlcState: { state: 'source_locked' } })
    expect(tell({ chains: 'name' })).toMatchObject({ fromChain: 'arbitrum', toChain: 'base' })
    expect(tell({ missing: 'absent' })).not.toHaveProperty('error')
  })

  it('says an error as a text where it is told to, and statistics only to whoever begins to listen', () => {
    const { clock, simulator } = begin({ shape: { errors: 'string' }, stats: 'subscribe' })
    const client = connectRaw(simulator, clock, [['subscribe:intent', 7], ['subscribe:all']])
    clock.advance(100)
    simulator.start('failed')
    clock.advance(10_000)
    expect(client.events.slice(0, 2)).toMatchObject([
      ['error', 'Invalid intentId'],
      ['mempool:stats', { total: 0 }],
    ])
    expect(client.events.filter(([name]) => name === 'mempool:stats')).toHaveLength(1)
  })

  it('lets ids that nobody started play its scenario, each once, and tells them once', () => {
    const { clock, simulator } = begin({ scenario: 'happy-path' })
    const client = connectRaw(simulator, clock, [['subscribe:intent', intentId]])
    clock.advance(100)
    expect(client.events).toMatchObject([['intent:status', { intentId, status: 'proofs_pending' }]])
    client.emit('subscribe:intent', intentId)
    clock.advance(10_000)
    expect(client.events.at(-1)).toMatchObject(['intent:status', { status: 'completed' }])
    expect(simulator.intents.all()).toHaveLength(1)
  })

  it('never begins an id again that was replaced, or forgotten', () => {
    const { clock, simulator } = begin({ scenario: 'happy-path' })
    const [replaced, removed] = [simulator.start('replaced-id'), simulator.start('removed')]
    const ids = [replaced.intentId, removed.intentId]
    clock.advance(10_000)
    const client = connectRaw(
      simulator,
      clock,
      ids.map((id) => ['subscribe:intent', id]),
    )
    clock.advance(100)
    expect(client.events).toEqual(ids.map((id) => ['intent:not_found', { intentId: id }]))
    expect([replaced.formerIds, removed.formerIds]).toEqual([[ids[0]], []])
  })

  it('tells of proofs in the room of the intent: what they were, what they are, and since when', () => {
    const { clock, simulator } = begin({ epochMs: 0 })
    const client = connectRaw(simulator, clock, [['subscribe:intent', intentId]])
    clock.advance(100)
    simulator.start('slow-proofs', { intentId })
    clock.advance(40_000)
    const proofs = client.events.filter(([name]) => name === 'intent:proof').map(([, payload]) => payload)
    expect(proofs).toEqual([
      { intentId, proofStatus: 'generating', oldProofStatus: 'pending', proofGeneratedAt: null, timestamp: 2100 },
      { intentId, proofStatus: 'verifying', oldProofStatus: 'generating', proofGeneratedAt: null, timestamp: 28_100 },
      { intentId, proofStatus: 'verified', oldProofStatus: 'verifying', proofGeneratedAt: 31_100, timestamp: 31_100 },
    ])
  })

  it('tells late news by socket and by REST, each in its own time', async () => {
    const { clock, simulator } = begin()
    const client = connectRaw(simulator, clock, [['subscribe:intent', intentId]])
    await clock.advanceAsync(100)
    simulator.start('late-news', { intentId })
    const seen: unknown[] = []
    for (const ms of [1500, 1500, 1500, 1500, 4000]) {
      await clock.advanceAsync(ms)
      const answer = simulator.fetch(`${simulator.apiUrl}/api/intents/${intentId}`)
      await clock.advanceAsync(10)
      seen.push([client.events.at(-1)?.[1], await (await answer).json()])
    }
    expect(seen).toMatchObject([
      [{ status: 'proofs_verified' }, { status: 'proofs_pending' }],
      [{ status: 'matched' }, { status: 'proofs_verified' }],
      [{ status: 'matched' }, { status: 'executing' }],
      [{ status: 'matched' }, { status: 'completed' }],
      [{ status: 'completed' }, { status: 'completed' }],
    ])
  })

  it('takes any text for an id, in a path too', async () => {
    const { clock, simulator } = begin()
    simulator.start('happy-path', { intentId: 'intent/7 %' })
    const answer = simulator.fetch(`${simulator.apiUrl}/api/intents/${encodeURIComponent('intent/7 %')}`)
    await clock.advanceAsync(10)
    expect(await (await answer).json()).toMatchObject({ intentId: 'intent/7 %' })
  })

  it('tells whoever subscribed before the intent was there', () => {
    const { clock, simulator } = begin()
    const client = connectRaw(simulator, clock, [['subscribe:intent', intentId]])
    clock.advance(100)
    simulator.start('late-arrival', { intentId })
    clock.advance(4100)
    expect(client.events).toMatchObject([
      ['intent:not_found', { intentId }],
      ['intent:status', { intentId, status: 'proofs_pending' }],
    ])
  })

  it.each([
    [{ intentId: '' }, 'BAD_INTENT_ID'],
    [{ speed: 0 }, 'BAD_SPEED'],
    [{ intentId }, 'INTENT_EXISTS'],
  ])('refuses to start %j', (options, code) => {
    const { simulator } = begin()
    simulator.start('not-found', { intentId })
    expect(() => simulator.start('failed', options)).toThrow(expect.objectContaining({ code }))
  })

  it('keeps its log: events both ways, what was lost, and what should not have been sent', () => {
    const { clock, simulator } = begin()
    const client = connectRaw(simulator, clock, [['subscribe:all']])
    clock.advance(100)
    client.emit('hello')
    clock.advance(10)
    simulator.faults.freeze()
    client.emit('ping')
    simulator.start('failed', { intentId })
    clock.advance(10)
    expect(simulator.log.entries().slice(2)).toMatchObject([
      { type: 'frame', direction: 'out', frame: expect.stringContaining('"mempool:stats"') },
      { type: 'frame', direction: 'in', frame: '["hello"]', violation: 'The service knows no such event.' },
      { type: 'fault', fault: 'freeze' },
      { type: 'intent', event: 'added', intentId, status: 'proofs_pending' },
      { type: 'frame', direction: 'out', frame: expect.stringContaining('"intent:new"'), lost: true },
      { type: 'frame', direction: 'out', lost: true },
    ])
  })

  it('lives beside others: each WebSocket class and fetch reaches its own', async () => {
    const clock = createManualClock()
    const [one, two] = [createFusionSimulator({ clock }), createFusionSimulator({ clock, seed: 2 })]
    one.start('happy-path', { intentId })
    connectRaw(one, clock, [['subscribe:all']])
    const answers = [one, two].map(({ fetch }) => fetch(`https://coordinator.example/api/intents/${intentId}`))
    await clock.advanceAsync(200)
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 404])
    expect([one.counters.socketsOpened, two.counters.socketsOpened]).toEqual([1, 0])
  })
})

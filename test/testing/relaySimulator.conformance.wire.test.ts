import type { RelaySimulatorOptions } from 'onwire/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { type Carried, carriers } from './support/relayCarriers.js'
import { connectClient, type RelayClient, withId } from './support/relayClient.js'
import { readRelayFixture } from './support/relayFixture.js'

const subscribe = readRelayFixture('subscribe')
const unsubscribe = readRelayFixture('unsubscribe')
const sampleId = subscribe.filters?.id ?? ''

describe.each(carriers)("Relay's service, simulated $name", ({ carry }) => {
  let carried: Carried
  const begin = async (options?: RelaySimulatorOptions): Promise<Carried> => {
    carried = await carry(options)
    return carried
  }
  const connectReady = async (query?: string): Promise<RelayClient> => {
    const client = connectClient(carried, query)
    await client.message(1)
    return client
  }
  const ask = (path: string, init?: RequestInit) => carried.fetch(carried.apiUrl + path, init)
  afterEach(() => carried.close())

  describe('by the socket', () => {
    it('says ready first, with an id of its own, as in the vendor’s sample', async () => {
      await begin()
      const [one, two] = [await connectReady(), await connectReady()]
      const sample = readRelayFixture('ready')
      expect(one.messages).toEqual([{ ...sample, data: { id: expect.stringMatching(/^[0-9a-z]{11}$/) } }])
      expect(one.messages).not.toEqual(two.messages)
      expect(one.events).toEqual(['open'])
    })

    it('acknowledges a subscription with the misspelled event and the filters, as in the vendor’s sample', async () => {
      await begin()
      const client = await connectReady('/?apiKey=hushhush')
      client.send(subscribe)
      expect(await client.message(2)).toEqual(readRelayFixture('subscribe-response'))
      expect(carried.simulator.counters.subscribes).toEqual({ [sampleId]: 1 })
    })

    it('acknowledges an unsubscription without filters, as in the vendor’s sample', async () => {
      await begin()
      const client = await connectReady()
      client.send(unsubscribe)
      expect(await client.message(2)).toEqual(readRelayFixture('unsubscribe-response'))
    })

    it('publishes each status without a type, in the documented fields', async () => {
      await begin()
      const { requestId, truth, done } = carried.simulator.start('happy-path', {
        speed: 10,
        begins: 'when-asked',
      })
      const client = await connectReady()
      client.send(withId(subscribe, requestId))
      await client.message(5)
      await done
      const updates = client.messages.slice(2)
      expect(updates.map((update) => Object.keys(update as object))).toEqual(
        updates.map(() => ['event', 'data', 'publishedAt']),
      )
      expect(updates).toMatchObject([
        { event: 'request.status.updated', data: { status: 'pending', txHashes: [], originChainId: 42161 } },
        { data: { status: 'submitted' } },
        { data: { ...truth(), status: 'success' }, publishedAt: expect.any(Number) },
      ])
      expect(Object.keys(truth())).toEqual([
        'status',
        'inTxHashes',
        'txHashes',
        'updatedAt',
        'originChainId',
        'destinationChainId',
        'requestId',
      ])
    })

    it('sends neither a snapshot nor what was missed to whoever subscribes late', async () => {
      await begin()
      const { requestId, done } = carried.simulator.start('happy-path', { speed: 100 })
      await done
      const client = await connectReady()
      client.send(withId(subscribe, requestId))
      client.send(withId(unsubscribe, requestId))
      await client.message(3)
      expect(client.messages).toMatchObject([{ type: 'connection' }, { type: 'subscribe' }, { type: 'unsubscribe' }])
    })

    it('ends one subscription by its filter, and all of them without one', async () => {
      await begin()
      const requests = [1, 2, 3].map(() => carried.simulator.start(slowly, { begins: 'when-asked' }))
      const ids = requests.map(({ requestId }) => requestId)
      const client = await connectReady()
      for (const id of ids) client.send(withId(subscribe, id))
      client.send(withId(unsubscribe, ids[0] ?? ''))
      await client.message(5)
      await client.message(7)
      client.send({ type: 'unsubscribe', event: 'request.status.updated' })
      const types = () => client.messages.slice(5).map((message) => (message as { type?: string }).type)
      await expect.poll(types).toContain('unsubscribe')
      await Promise.all(requests.map(({ done }) => done))
      // A busy machine may have had more statuses before, and has none after.
      expect(types().at(-1)).toBe('unsubscribe')
      const received = client.messages
        .slice(5, -1)
        .map((message) => (message as { data: { requestId: string } }).data.requestId)
      expect([...new Set(received)]).toEqual([ids[1], ids[2]])
    })

    it('ignores what is sent before ready, and keeps it as a violation', async () => {
      await begin({ readyDelayMs: 2_000 })
      const client = connectClient(carried)
      await client.event(1)
      client.send(subscribe)
      await client.message(1)
      client.send(unsubscribe)
      await client.message(2)
      expect(client.messages).toMatchObject([{ type: 'connection' }, { type: 'unsubscribe' }])
      expect(carried.simulator.counters).toMatchObject({ violations: 1, subscribes: {} })
      expect(carried.simulator.log.entries()).toContainEqual(
        expect.objectContaining({ direction: 'in', violation: expect.stringContaining('before') }),
      )
    })

    it.each([
      ['no JSON', 'hello', undefined],
      ['another type', { type: 'hello' }, undefined],
      ['another event', { type: 'subscribe', event: 'top-bids', filters: { id: '0x1' } }, 'subscribe'],
      ['no id', { type: 'subscribe', event: 'request.status.updated' }, 'subscribe'],
      [
        'an id that is no text',
        { type: 'unsubscribe', event: 'request.status.updated', filters: { id: 1 } },
        'unsubscribe',
      ],
    ])('survives a frame with %s', async (_what, frame, answered) => {
      await begin()
      const client = await connectReady()
      client.send(frame)
      client.send(subscribe)
      await client.message(answered === undefined ? 2 : 3)
      expect(client.messages.slice(1)).toMatchObject([
        ...(answered === undefined ? [] : [{ type: answered, status: 'error' }]),
        { type: 'subscribe', status: 'success' },
      ])
      expect(carried.simulator.counters.violations).toBe(1)
    })

    it('answers a client’s closing handshake', async () => {
      await begin()
      const client = await connectReady()
      client.socket.close(1000, 'enough')
      expect(await client.event(2)).toBe('close 1000 clean')
      await expect.poll(() => carried.simulator.counters.socketsOpen).toBe(0)
    })
  })

  describe('under its faults', () => {
    it('cuts every socket by drop, with 1006, and admits none until restore', async () => {
      await begin()
      const client = await connectReady()
      carried.simulator.faults.drop()
      expect(await client.event(2)).toBe('close 1006 unclean')
      const refused = connectClient(carried)
      expect(await refused.event(2)).toBe('close 1006 unclean')
      expect(refused.events[0]).toBe('error')
      carried.simulator.faults.restore()
      expect((await connectReady()).events).toEqual(['open'])
    })

    it('closes every socket once by kick, with 1012, and admits new ones', async () => {
      await begin()
      const client = await connectReady()
      carried.simulator.faults.kick()
      expect(await client.event(2)).toBe('close 1012 clean')
      expect((await connectReady()).events).toEqual(['open'])
      expect(carried.simulator.counters).toMatchObject({ socketsOpened: 2, socketsOpen: 1 })
    })

    it('leaves sockets open and silent by freeze, old and new, and loses what is sent', async () => {
      await begin({ readyDelayMs: 1 })
      const old = await connectReady()
      carried.simulator.faults.freeze()
      old.send(subscribe)
      const fresh = connectClient(carried)
      await fresh.event(1)
      await expect
        .poll(() => carried.simulator.log.entries().filter((e) => e.type === 'frame' && e.lost).length)
        .toBe(2)
      expect([old.messages.length, fresh.messages.length]).toEqual([1, 0])
      expect([old.socket.readyState, fresh.socket.readyState]).toEqual([1, 1])
      carried.simulator.faults.restore()
      old.send(subscribe)
      await old.message(2)
      expect([old.messages.length, fresh.messages.length]).toEqual([2, 0])
    })

    it('does not answer a closing handshake while it is frozen', async () => {
      await begin()
      const client = await connectReady()
      carried.simulator.faults.freeze()
      client.socket.close()
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(client.socket.readyState).toBe(2)
      expect(client.events).toEqual(['open'])
    })

    it('sends an error frame by refuse("key") and closes with 1008, but for accepted keys', async () => {
      await begin()
      const old = await connectReady('/?apiKey=hushhush-old')
      carried.simulator.faults.refuse('key', { accept: ['hushhush-new'] })
      expect(await old.event(2)).toBe('close 1008 clean')
      expect(old.messages[1]).toMatchObject({ type: 'connection', status: 'error' })
      const again = connectClient(carried, '/?apiKey=hushhush-old')
      expect(await again.event(2)).toBe('close 1008 clean')
      expect(again.messages).toMatchObject([{ type: 'connection', status: 'error' }])
      const renewed = await connectReady('/?apiKey=hushhush-new')
      expect(renewed.messages).toMatchObject([{ type: 'connection', status: 'ready' }])
      carried.simulator.faults.restore()
      await connectReady('/?apiKey=hushhush-old')
    })

    it('never lets a socket open by refuse("upgrade")', async () => {
      await begin()
      carried.simulator.faults.refuse('upgrade')
      const client = connectClient(carried)
      expect(await client.event(2)).toBe('close 1006 unclean')
      expect(client.events).toEqual(['error', 'close 1006 unclean'])
      expect(carried.simulator.counters).toMatchObject({ socketsOpened: 0, socketsRefused: 1 })
    })

    it('opens sockets by silence("ready") and never says that they are ready', async () => {
      await begin({ readyDelayMs: 1 })
      carried.simulator.faults.silence('ready')
      const client = connectClient(carried)
      await client.event(1)
      client.send(subscribe)
      await expect.poll(() => carried.simulator.counters.violations).toBe(1)
      expect(client.messages).toEqual([])
    })

    it('swallows subscriptions by silence("ack")', async () => {
      await begin()
      const client = await connectReady()
      carried.simulator.faults.silence('ack')
      client.send(subscribe)
      await expect.poll(() => carried.simulator.counters.subscribes[sampleId]).toBe(1)
      carried.simulator.faults.restore()
      client.send(unsubscribe)
      await client.message(2)
      expect(client.messages).toMatchObject([{ type: 'connection' }, { type: 'unsubscribe' }])
    })

    it('sends nonsense by junk, text and binary, and no status that could be believed', async () => {
      await begin()
      const { requestId } = carried.simulator.start('abandoned-quote')
      const client = await connectReady()
      client.send(withId(subscribe, requestId))
      await client.message(2)
      carried.simulator.faults.junk()
      await client.message(10)
      client.send(unsubscribe)
      await expect.poll(() => client.messages.at(-1)).toEqual(readRelayFixture('unsubscribe-response'))
      const junk = client.messages.slice(2, -1)
      expect(junk.length).toBeGreaterThan(10)
      expect(junk.some((message) => message instanceof ArrayBuffer)).toBe(true)
      const believable = junk.filter((message) => {
        const data = (message as { data?: { status?: unknown; requestId?: unknown } } | null)?.data
        return typeof data?.status === 'string' && typeof data.requestId === 'string'
      })
      expect(believable).toEqual([])
    })
  })

  describe('by REST', () => {
    it('tells a status in the shape of v3', async () => {
      await begin()
      const { requestId, truth, done } = carried.simulator.start('happy-path', { speed: 100 })
      await done
      const response = await ask(`/intents/status/v3?requestId=${requestId}`)
      const { requestId: _id, ...status } = truth()
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toContain('application/json')
      expect(await response.json()).toEqual({ ...status, failReason: 'N/A' })
    })

    it('tells it in the shape of v2, which knows no submitted', async () => {
      await begin()
      const scenario = { ...slowly, steps: [{ at: 0, status: 'submitted', inTxs: 1 }] }
      const { requestId, truth } = carried.simulator.start(scenario)
      const answer: unknown = await (await ask(`/intents/status/v2?requestId=${requestId}`)).json()
      expect(answer).toMatchObject({ status: 'pending', time: truth().updatedAt })
      expect(answer).not.toHaveProperty('updatedAt')
    })

    it('answers unknown for an id that it does not know, with 200', async () => {
      await begin()
      const response = await ask(`/intents/status/v3?requestId=${sampleId}`)
      expect([response.status, await response.json()]).toEqual([200, { status: 'unknown' }])
    })

    it('plays the default scenario for an id that nobody started', async () => {
      await begin({ scenario: 'happy-path' })
      const response = await ask(`/intents/status/v3?requestId=${sampleId}`)
      expect(await response.json()).toMatchObject({ status: 'waiting' })
    })

    it.each([
      ['/intents/status/v3', 400],
      ['/swaps', 404],
      ['/intents/status/v9?requestId=0x', 404],
    ])('answers %s with %i and says why', async (path, status) => {
      await begin()
      const response = await ask(path)
      expect(response.status).toBe(status)
      expect(await response.json()).toEqual({ message: expect.any(String), errorCode: expect.any(String) })
    })

    it('lists chains with what their links are made of', async () => {
      await begin()
      const { chains } = (await (await ask('/chains')).json()) as { chains: { id: number; explorerUrl: string }[] }
      expect(chains.map(({ id }) => id)).toEqual([1, 10, 137, 8453, 42161, 792703809, 8253038])
      expect(chains.find(({ id }) => id === 8453)).toMatchObject({
        displayName: 'Base',
        explorerUrl: 'https://basescan.org',
        explorerPaths: { transaction: '/tx/{TX_HASH}' },
        vmType: 'evm',
      })
    })

    it('limits each key to its requests a minute, and says when to come back', async () => {
      await begin({ requestsPerMinute: 3 })
      const statuses: number[] = []
      for (let time = 0; time < 4; time += 1) statuses.push((await ask('/chains')).status)
      const limited = await ask('/chains')
      expect(statuses).toEqual([200, 200, 200, 429])
      expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(55)
      expect((await ask('/chains', { headers: { 'x-api-key': 'hushhush-another' } })).status).toBe(200)
      expect(carried.simulator.requestsLastMinute()).toBe(6)
      expect(carried.simulator.counters).toMatchObject({ restRequests: 6, restLimited: 2 })
    })

    it('breaks, fails, limits and hangs as told, and works again once restored', async () => {
      await begin()
      const { faults } = carried.simulator
      faults.breakRest('down')
      await expect(ask('/chains')).rejects.toThrow(TypeError)
      faults.breakRest('error')
      expect((await ask('/chains')).status).toBe(503)
      faults.breakRest('rate-limited', { retryAfterS: 7 })
      const limited = await ask('/chains')
      expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7'])
      faults.breakRest('hang')
      await expect(ask('/chains', { signal: AbortSignal.timeout(30) })).rejects.toMatchObject({ name: 'TimeoutError' })
      faults.restoreRest()
      expect((await ask('/chains')).status).toBe(200)
    })

    it('rejects with the reason of a signal that was aborted before or meanwhile', async () => {
      await begin()
      const reason = new Error('no longer wanted')
      await expect(ask('/chains', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
      const controller = new AbortController()
      const answer = ask('/chains', { signal: controller.signal })
      controller.abort(reason)
      await expect(answer).rejects.toBe(reason)
    })
  })

  it('never writes an API key into its log', async () => {
    await begin()
    await connectReady('/?apiKey=very-hushhush')
    await ask('/chains', { headers: { 'x-api-key': 'very-hushhush' } })
    expect(JSON.stringify(carried.simulator.log.entries())).not.toContain('very-hushhush')
  })
})

/** Each status is far from the next. */
const slowly = {
  name: 'slowly',
  title: 'Slowly',
  description: 'Two statuses, far apart.',
  origin: 1,
  destination: 1,
  steps: [
    { at: 0, status: 'waiting' },
    { at: 500, status: 'pending', inTxs: 1 },
    { at: 1_000, status: 'success' },
  ],
  expect: { outcome: 'success' },
} as const

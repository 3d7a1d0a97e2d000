import type { FusionScenario, FusionSimulatorOptions } from 'onwire/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { type FusionCarried, fusionCarriers } from './support/fusionCarriers.js'
import { connectFusion, type FusionClient } from './support/fusionClient.js'
import { readFusionPage } from './support/fusionPage.js'

const page = readFusionPage()

/** Everything that can happen to an intent, at once for whoever is subscribed, a second after the first of them is. */
const eventful: FusionScenario = {
  name: 'eventful',
  title: 'Eventful',
  description: 'Every field gets a value.',
  fromChain: 1,
  toChain: 10,
  steps: [
    { at: 0, status: 'proofs_pending' },
    { at: 1_000, status: 'proofs_verified' },
    { at: 1_020, status: 'matched' },
    { at: 1_040, status: 'executing', htlcState: 'source_locked', txs: ['sourceLock'] },
    { at: 1_060, status: 'completed', txs: ['claim'] },
    { at: 1_080, status: 'failed', error: 'Reverted', failureReason: 'REORG' },
    { at: 1_100, id: 'remove' },
  ],
  expect: { outcome: undefined },
}

describe.each(fusionCarriers)("Fusion's coordinator, simulated $name", ({ carry }) => {
  let carried: FusionCarried
  const clients: FusionClient[] = []
  const begin = async (options?: FusionSimulatorOptions): Promise<FusionCarried> => {
    carried = await carry(options)
    return carried
  }
  const connect = async (): Promise<FusionClient> => {
    const client = connectFusion(carried)
    clients.push(client)
    await client.lived(1)
    return client
  }
  const ask = (path: string) => carried.fetch(carried.url + path)
  afterEach(async () => {
    for (const { socket } of clients.splice(0)) socket.disconnect()
    await carried.close()
  })

  describe('by the events of the page', () => {
    it('understands every client event and says every server event, with every field', async () => {
      const { simulator } = await begin()
      const [one, all] = [await connect(), await connect()]
      const { intentId, done } = simulator.start(eventful, { begins: 'when-asked' })
      one.socket.emit('subscribe:intent', intentId)
      one.socket.emit('subscribe:intent', '0xunknown')
      one.socket.emit('subscribe:intent', 7)
      one.socket.emit('ping')
      all.socket.emit('subscribe:all')
      expect(await all.payload('mempool:stats')).toEqual({
        ...Object.fromEntries(page.stats.map((name) => [name, 0])),
        total: 1,
        submitted: 1,
      })
      simulator.start('not-found')
      simulator.start('happy-path')
      await done
      await one.payload('intent:removed')
      await all.payload('intent:removed')

      const events = [...one.events, ...all.events]
      expect(new Set(events.map(([name]) => name))).toEqual(new Set(page.serverEvents))
      const fields = (name: string) =>
        new Set(events.flatMap(([known, payload]) => (known === name ? [Object.keys(payload as object).join()] : [])))
      expect(fields('intent:status')).toEqual(new Set([page.update.join()]))
      expect(fields('intent:new')).toEqual(new Set([page.update.join()]))
      expect(fields('intent:status_changed')).toEqual(new Set([[...page.update, 'oldStatus'].join()]))
      expect(fields('intent:proof')).toEqual(new Set([page.proof.join()]))
      expect(fields('intent:proof_changed')).toEqual(new Set([page.proof.join()]))
      expect(fields('intent:removed')).toEqual(new Set([page.removed.join()]))
      expect(fields('intent:not_found')).toEqual(new Set([page.notFound.join()]))
      expect(fields('mempool:stats')).toEqual(new Set([page.stats.join()]))
      expect(fields('pong')).toEqual(new Set([page.pong.join()]))
      const filled = events
        .filter(([name]) => name === 'intent:status')
        .flatMap(([, payload]) =>
          Object.entries(payload as object).flatMap(([field, value]) => (value === null ? [] : field)),
        )
      expect(new Set(filled)).toEqual(new Set(page.update))
      expect(simulator.counters).toMatchObject({
        subscribes: { [intentId]: 1, '0xunknown': 1 },
        subscribesAll: 1,
        pings: 1,
        violations: 1,
      })
    })

    it('answers a subscription at once with the status as it is, and then tells each change in order', async () => {
      const { simulator } = await begin()
      const client = await connect()
      const { intentId, truth } = simulator.start('happy-path', { speed: 20 })
      client.socket.emit('subscribe:intent', intentId)
      expect(await client.payload('intent:status')).toMatchObject({ intentId })
      await expect.poll(() => client.events.at(-1)?.[1]).toMatchObject({ status: 'completed' })
      const last = client.events.at(-1)?.[1]
      expect(last).toMatchObject({ intentId, status: 'completed', txHashes: truth()?.txHashes, htlcState: 'claimed' })
      const statuses = client.events.flatMap(([name, update]) =>
        name === 'intent:status' ? [(update as { status: string }).status] : [],
      )
      const order = page.statuses.filter((status) => statuses.includes(status))
      expect(statuses.filter((status, index) => status !== statuses[index - 1])).toEqual(order)
    })

    it('tells the room of all of the service’s own statuses, and of nothing before it was asked', async () => {
      const { simulator } = await begin()
      const client = await connect()
      const { done } = simulator.start('happy-path', { speed: 20 })
      await done
      expect(client.events).toEqual([])
      client.socket.emit('subscribe:all')
      await client.event(1)
      const second = simulator.start('happy-path', { speed: 20 })
      await second.done
      await expect.poll(() => client.events.filter(([name]) => name === 'intent:status_changed').length).toBe(3)
      const changes = client.events.flatMap(([name, payload]) => {
        const { status, oldStatus } = payload as Record<string, unknown>
        return name === 'intent:status_changed' ? [[oldStatus, status]] : []
      })
      expect(changes).toEqual([
        ['submitted', 'matched'],
        ['matched', 'executing'],
        ['executing', 'completed'],
      ])
      expect(client.events.filter(([name]) => name === 'intent:new')).toHaveLength(1)
      expect(client.events.some(([name]) => name === 'intent:status' || name === 'intent:proof')).toBe(false)
    })

    it('leaves rooms when it is told to', async () => {
      const { simulator } = await begin()
      const client = await connect()
      const { intentId, done } = simulator.start(eventful, { begins: 'when-asked' })
      client.socket.emit('subscribe:intent', intentId)
      client.socket.emit('subscribe:all')
      await client.event(2)
      client.socket.emit('unsubscribe:intent', intentId)
      client.socket.emit('unsubscribe:all')
      client.socket.emit('ping')
      await client.payload('pong')
      simulator.start('happy-path')
      await done
      const names = client.events.map(([name]) => name)
      expect(names.slice(0, 2)).toEqual(['intent:status', 'mempool:stats'])
      // A slow wire may have brought something before it was told.
      expect(names.slice(names.indexOf('pong') + 1)).toEqual([])
      expect(simulator.counters).toMatchObject({ unsubscribes: 1, unsubscribesAll: 1 })
    })

    it.each([[undefined], [null], [''], [7], [{ intentId: '0x1' }], [['0x1']]])(
      'answers a subscription to %j with an error',
      async (payload) => {
        const { simulator } = await begin()
        const client = await connect()
        client.socket.emit('subscribe:intent', payload)
        expect(await client.payload('error')).toEqual({ message: 'Invalid intentId' })
        expect(simulator.counters).toMatchObject({ violations: 1, subscribes: {} })
      },
    )

    it('ignores events that the page does not list, and counts them', async () => {
      const { simulator } = await begin()
      const client = await connect()
      client.socket.emit('subscribe:mempool')
      client.socket.emit('error', 'mine')
      client.socket.emit('ping')
      await client.event(1)
      expect(client.events.map(([name]) => name)).toEqual(['pong'])
      expect(simulator.counters.violations).toBe(2)
    })

    it('goes on under another id where the contract replaces it', async () => {
      const { simulator } = await begin()
      const client = await connect()
      const intent = simulator.start('replaced-id', { speed: 3 })
      const first = intent.intentId
      client.socket.emit('subscribe:all')
      client.socket.emit('subscribe:intent', first)
      expect(await client.payload('intent:removed')).toMatchObject({ intentId: first })
      expect(intent.intentId).not.toBe(first)
      expect(await client.payload('intent:new')).toMatchObject({ intentId: intent.intentId })
      client.socket.emit('subscribe:intent', first)
      expect(await client.payload('intent:not_found')).toEqual({ intentId: first })
      expect((await ask(`/api/intents/${first}`)).status).toBe(404)
      expect((await ask(`/api/intents/${intent.intentId}`)).status).toBe(200)
      expect(client.events.filter(([name]) => name === 'intent:removed')).toHaveLength(1)
    })
  })

  describe('under its faults', () => {
    it('cuts every socket by drop and admits none until restore; rooms are lost', async () => {
      const { simulator } = await begin()
      const client = await connect()
      const { intentId } = simulator.start(eventful, { begins: 'when-asked' })
      client.socket.emit('subscribe:intent', intentId)
      await client.event(1)
      simulator.faults.drop()
      expect(await client.lived(2)).toMatch(/^disconnect transport/)
      expect(await client.lived(3)).toMatch(/^connect_error/)
      simulator.faults.restore()
      await expect.poll(() => client.life.at(-1)).toBe('connect')
      const before = client.events.length
      await expect.poll(() => simulator.intents.find(intentId)?.truth()).toBeUndefined()
      expect(client.events).toHaveLength(before)
      expect(simulator.counters).toMatchObject({ socketsOpened: 2, socketsOpen: 1 })
    })

    it('closes every connection once by kick: a client comes back by itself', async () => {
      const { simulator } = await begin()
      const client = await connect()
      simulator.faults.kick()
      await client.lived(3)
      expect(client.life).toEqual(['connect', expect.stringMatching(/^disconnect transport/), 'connect'])
    })

    it('ends every socket by disconnect: a client does not come back until it connects again', async () => {
      const { simulator } = await begin()
      const client = await connect()
      simulator.faults.disconnect()
      expect(await client.lived(2)).toBe('disconnect io server disconnect')
      await new Promise((resolve) => setTimeout(resolve, 60))
      expect([client.socket.active, client.life.length]).toEqual([false, 2])
      client.socket.connect()
      expect(await client.lived(3)).toBe('connect')
    })

    it('lets nothing through by freeze, not even a ping: only the client’s own clock finds out', async () => {
      const { simulator } = await begin({ pingIntervalMs: 400, pingTimeoutMs: 300 })
      const client = await connect()
      simulator.faults.freeze()
      client.socket.emit('ping')
      client.socket.emit('subscribe:all')
      await client.lived(2)
      expect(client.events).toEqual([])
      expect(client.life[1]).toMatch(/^disconnect (ping timeout|transport)/)
      simulator.faults.restore()
    })

    it('keeps a healthy connection over many pings', async () => {
      const { simulator } = await begin({ pingIntervalMs: 20, pingTimeoutMs: 60_000 })
      const client = await connect()
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect([client.life, simulator.counters.socketsOpen]).toEqual([['connect'], 1])
    })

    it('refuses connections, or sockets in the namespace', async () => {
      const { simulator } = await begin()
      simulator.faults.refuse('upgrade')
      const refused = await connect()
      expect(refused.life[0]).toMatch(/^connect_error (websocket|xhr poll) error$/)
      expect(refused.socket.active).toBe(true)
      simulator.faults.restore()
      await expect.poll(() => refused.life.at(-1)).toBe('connect')
      simulator.faults.refuse('connect')
      expect(await refused.lived(refused.life.length)).toBeDefined()
      await expect.poll(() => refused.life.at(-1)).toBe('disconnect io server disconnect')
      const other = await connect()
      expect([other.life, other.socket.active]).toEqual([['connect_error Not authorized'], false])
    })

    it('swallows subscriptions by silence', async () => {
      const { simulator } = await begin()
      const client = await connect()
      const { intentId, done } = simulator.start(eventful, { begins: 'when-asked' })
      simulator.faults.silence()
      client.socket.emit('subscribe:intent', intentId)
      client.socket.emit('subscribe:all')
      client.socket.emit('ping')
      await done
      expect(client.events).toEqual([])
      expect(simulator.counters).toMatchObject({ subscribes: { [intentId]: 1 }, subscribesAll: 1, pings: 1 })
    })

    it('leaves the connection alone by junk, and not by garble', async () => {
      const { simulator } = await begin()
      const client = await connect()
      simulator.faults.junk()
      await expect.poll(() => client.events.length).toBeGreaterThan(20)
      expect(client.life).toEqual(['connect'])
      simulator.faults.garble()
      await client.lived(3)
      expect(client.life.slice(1)).toEqual(['disconnect parse error', 'connect'])
    })

    it('emits the legacy settlement proof only when it is told to', async () => {
      const { simulator } = await begin()
      const client = await connect()
      const { intentId } = simulator.start(eventful, { begins: 'when-asked' })
      client.socket.emit('subscribe:intent', intentId)
      await client.event(1)
      simulator.faults.settlementProof()
      expect(await client.event(2)).toMatchObject(['intent:settlement_proof', { intentId, status: 'completed' }])
    })
  })

  describe('by REST', () => {
    it('tells of an intent as the socket does', async () => {
      const { simulator } = await begin()
      const { intentId, done } = simulator.start('failed', { speed: 100 })
      await done
      const answer = await ask(`/api/intents/${intentId}`)
      const body = await answer.json()
      expect([answer.status, Object.keys(body)]).toEqual([200, page.update])
      expect(body).toMatchObject({ intentId, status: 'failed', failureReason: 'SOLVER_WITHDREW', completedAt: null })
      expect(simulator.counters.intentRequests).toEqual({ [intentId]: 1 })
    })

    it.each(['intent', 'data'] as const)('wraps it in { %s } where it is told to', async (rest) => {
      const { simulator } = await begin({ shape: { rest } })
      const { intentId } = simulator.start(eventful, { begins: 'when-asked' })
      const answer = await (await ask(`/api/intents/${intentId}`)).json()
      expect(answer).toMatchObject({ [rest]: { intentId, status: 'proofs_pending' } })
    })

    it('knows its health and its chains, and nothing else', async () => {
      await begin()
      const [health, chains, unknown, list] = await Promise.all(
        ['/api/health', '/api/chains', '/api/intents/0x1', '/api/intents'].map(ask),
      )
      expect(await health?.json()).toEqual({ status: 'ok', timestamp: expect.any(Number) })
      expect(await chains?.json()).toMatchObject({ chains: [{ id: 1, name: 'ethereum' }, {}, {}, {}] })
      expect([unknown?.status, await unknown?.json()]).toEqual([404, { error: 'Intent not found' }])
      expect([list?.status, list?.headers.get('content-type')]).toEqual([404, 'text/html'])
    })

    it('limits requests, and fails in every way', async () => {
      const { simulator } = await begin({ requestsPerMinute: 2 })
      const statuses = [await ask('/api/health'), await ask('/api/health'), await ask('/api/health')]
      expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429])
      expect(Number(statuses[2]?.headers.get('retry-after'))).toBeGreaterThan(50)
      simulator.faults.breakRest('rate-limited', { retryAfterS: 7 })
      expect((await ask('/api/health')).headers.get('retry-after')).toBe('7')
      simulator.faults.breakRest('html')
      const html = await ask('/api/health')
      expect([html.status, await html.text()]).toEqual([200, expect.stringMatching(/^<!doctype html>/)])
      simulator.faults.breakRest('error')
      expect((await ask('/api/health')).status).toBe(503)
      simulator.faults.breakRest('down')
      await expect(ask('/api/health')).rejects.toThrow(TypeError)
      simulator.faults.breakRest('hang')
      const givingUp = new AbortController()
      const hanging = carried.fetch(`${carried.url}/api/health`, { signal: givingUp.signal })
      await expect.poll(() => simulator.counters).toMatchObject({ restRequests: 8, restLimited: 2 })
      givingUp.abort()
      await expect(hanging).rejects.toMatchObject({ name: 'AbortError' })
    })
  })
})

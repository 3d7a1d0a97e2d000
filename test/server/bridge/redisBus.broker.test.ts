import { redisBus, redisWebhookStore, type RedisBusOptions, type RedisClient } from 'onwire/server'
import { createClient } from 'redis'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { findRedis, startRedis } from '../../support/redis.mjs'
import { describeBus, eventually, joinBus, toBusTopic, toNews } from './support/busConformance.js'

type Redis = Awaited<ReturnType<typeof startRedis>>

async function connect(redis: Redis) {
  const client = createClient({ url: redis.url, socket: { reconnectStrategy: 50 } })
  client.on('error', () => {})
  await client.connect()
  const end = () => {
    if (client.isOpen) client.destroy()
  }
  onTestFinished(end)
  return { client, end }
}

/** Makes buses that share one set-up of their own. */
async function createBuses(redis: Redis, count: number, options: RedisBusOptions = {}) {
  const prefix = `t${crypto.randomUUID().slice(0, 8)}`
  const clients = await Promise.all(Array.from({ length: count }, () => connect(redis)))
  const buses = clients.map(({ client }) => redisBus(client, { prefix, leaseMs: 1_500, ...options }))
  return { prefix, buses, clients }
}

/** A holder that waits for Redis longer than its lease has let go of it: then it is taken anew, and never by two at once. */
async function expectOneHolder(leases: readonly string[]): Promise<void> {
  await eventually(() => expect(leases.at(-1)).toMatch(/ holds relay$/))
  for (const [index, line] of leases.entries())
    if (index % 2 === 1) expect(line).toBe(leases[index - 1]?.replace('holds', 'lost'))
  expect(leases.length % 2).toBe(1)
}

async function joinTwo(redis: Redis, options?: RedisBusOptions) {
  const { buses, clients, prefix } = await createBuses(redis, 2, options)
  const leases: string[] = []
  const [a, b] = [joinBus(buses[0]!, 'a', leases), joinBus(buses[1]!, 'b', leases)]
  await Promise.all([a.member.getCursor(), b.member.getCursor()])
  return { a, b, clients, prefix, leases }
}

/** Publishes as a bridge's outbox does: the same object again, until it is taken. */
async function publishAll(member: ReturnType<typeof joinBus>['member'], from: number, to: number) {
  for (let i = from; i < to; i += 1) {
    const news = toNews('k', i)
    for (let isSafe = false; !isSafe;)
      isSafe = await member.publish(news).then(
        () => true,
        () => new Promise<boolean>((resolve) => setTimeout(resolve, 30, false)),
      )
  }
}

/** A client whose commands are counted, and answered by `spy` where that has an answer. */
function spyOn(client: RedisClient, spy: (args: readonly string[]) => Promise<unknown> | undefined = () => undefined) {
  const sent: string[] = []
  const spied: RedisClient = {
    get isReady() {
      return client.isReady
    },
    sendCommand(args) {
      sent.push(`${args[0]}`)
      return spy(args) ?? client.sendCommand(args)
    },
    duplicate: () => client.duplicate(),
  }
  return { sent, client: spied }
}

/** A client whose readings of the stream can be held up. */
function createSlowReader(client: RedisClient) {
  let reading = Promise.resolve()
  let goOn = () => {}
  const slow: RedisClient = {
    get isReady() {
      return client.isReady
    },
    sendCommand: (args) => client.sendCommand(args),
    duplicate() {
      const own = client.duplicate()
      return {
        connect: () => own.connect(),
        destroy: () => own.destroy?.(),
        on: (event, listener) => own.on(event, listener),
        async sendCommand(args) {
          const reply = await own.sendCommand(args)
          if (args[0] === 'XREAD') await reading
          return reply
        },
      }
    },
  }
  return {
    client: slow,
    hold() {
      reading = new Promise((resolve) => (goOn = resolve))
    },
    goOn: () => goOn(),
  }
}

/** A stream as others have left it. Answers the ids. */
async function writeStream(client: RedisClient, prefix: string, count: number) {
  const write = (number: number) =>
    client.sendCommand(['XADD', `${prefix}:stream`, '*', 'e', JSON.stringify(toNews(`k${number % 50}`, number))])
  const ids: string[] = []
  for (let from = 0; from < count; from += 1_000)
    ids.push(...(await Promise.all(upTo(1_000).map((number) => write(from + number)))).map(String))
  return ids
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i)

describe('The search for Redis', () => {
  test('takes an empty name for none, and a name that leads nowhere for an error', () => {
    expect(findRedis({ ...process.env, ONWIRE_REDIS: '' })).toBeUndefined()
    expect(() => findRedis({ ONWIRE_REDIS: '/nowhere/redis-server' })).toThrow(/ONWIRE_REDIS is "\/nowhere/)
  })
})

describe('A Redis client', () => {
  const answers = { sendCommand: async () => null, duplicate: () => ({}) }
  const good = { ...answers, isReady: false }
  test.each<[name: string, client: unknown]>([
    ['nothing', undefined],
    ['one of ioredis', { ...answers, status: 'ready' }],
    ['one that sends nothing', { ...good, sendCommand: undefined }],
    ['one that is alone', { ...good, duplicate: undefined }],
  ])('that does not fit is refused at once: %s', (_, client) => {
    const code = { code: 'INVALID_REDIS_CLIENT', message: expect.stringMatching(/ioredis/) }
    // @ts-expect-error -- As JavaScript may pass it.
    expect(() => redisBus(client)).toThrow(expect.objectContaining(code))
  })

  test('of a webhook store needs no duplicate', () => {
    const { isReady, sendCommand } = good
    expect(() => redisWebhookStore({ isReady, sendCommand })).not.toThrow()
    // @ts-expect-error -- As JavaScript may pass it.
    expect(() => redisWebhookStore({ sendCommand })).toThrow(expect.objectContaining({ code: 'INVALID_REDIS_CLIENT' }))
  })
})

describe.skipIf(!findRedis())('A bus on a real Redis', { timeout: 600_000 }, () => {
  let redis: Redis

  beforeAll(async () => {
    redis = await startRedis({ isDurable: true })
  }, 600_000)
  afterAll(() => redis.stop(), 60_000)

  describeBus('redisBus', async (count) => (await createBuses(redis, count)).buses)

  test('expires a cursor whose entry was trimmed, and replays what is still there to whoever joined later', async () => {
    const { a, prefix } = await joinTwo(redis, { maxEntries: 2_500 })
    const first = await a.member.getCursor()
    for (let i = 0; i < 4_000; i += 500)
      await Promise.all(upTo(500).map((number) => a.member.publish(toNews('k', i + number))))
    await eventually(() => expect(a.entries).toHaveLength(4_000))
    const late = joinBus(redisBus((await connect(redis)).client, { prefix }))
    const replay = async (cursor: string) => (await late.member.replay([toBusTopic('k')], cursor))[0]
    expect(await replay(first)).toBe('expired')
    expect(await replay(a.entries[1_000]!.id)).toBe('expired')
    expect(await replay(a.entries[1_700]!.id)).toEqual(a.entries.slice(1_701))
    expect(await replay(a.entries[3_999]!.id)).toEqual([])
    expect(late.entries).toEqual([])
  })

  test('calls an entry the newest once it has handed it out, and not as soon as Redis has it', async () => {
    const { prefix, clients } = await createBuses(redis, 2)
    const { client, goOn, hold } = createSlowReader(clients[0]!.client)
    const [slow, quick] = [client, clients[1]!.client].map((each) => joinBus(redisBus(each, { prefix })))
    await Promise.all([slow!.member.getCursor(), quick!.member.getCursor()])
    hold()
    await quick!.member.publish(toNews('x', 1))
    const asked = slow!.member.getCursor().then((cursor) => ({ cursor, handedOut: slow!.entries.map(({ id }) => id) }))
    await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, 200))])
    goOn()
    const { cursor, handedOut } = await asked
    expect(handedOut).toEqual([cursor])
  })

  test('looks back once, within a bound, for old cursors, however many, and calls what is older expired', async () => {
    const { prefix, clients } = await createBuses(redis, 1)
    const ids = await writeStream(clients[0]!.client, prefix, 14_000)
    const { client, sent } = spyOn(clients[0]!.client)
    const { entries, member, eventNames } = joinBus(redisBus(client, { prefix }))
    await member.getCursor()
    sent.length = 0
    const cursors = upTo(40).map((index) => ids[index * 350]!)
    const replays = await Promise.all(cursors.map((cursor) => member.replay([toBusTopic('k7')], cursor)))
    const again = await Promise.all(cursors.map((cursor) => member.replay([toBusTopic('k7')], cursor)))
    expect(sent.filter((name) => name.endsWith('RANGE')).length).toBeLessThanOrEqual(12)
    expect(again).toEqual(replays)
    replays.forEach(([replay], index) => {
      const after = upTo(14_000).filter((number) => number > index * 350 && number % 50 === 7)
      const received = replay === 'expired' ? replay : replay?.map(({ data }) => data)
      if (index * 350 >= 4_000) expect(received).toEqual(after)
      if (index * 350 < 3_000) expect(received).toBe('expired')
    })
    expect([entries, eventNames]).toEqual([[], []])
  })

  test('rejects where a look back fails or hangs, and cuts nobody off', async () => {
    const { prefix, clients } = await createBuses(redis, 1)
    const [first] = await writeStream(clients[0]!.client, prefix, 1_000)
    const answers = [() => Promise.reject(new Error('Out of memory.')), () => new Promise<never>(() => {})]
    const { client } = spyOn(clients[0]!.client, (args) =>
      /^X(REV)?RANGE$/.test(`${args[0]}`) && args[2] !== '+' ? answers.shift()?.() : undefined,
    )
    const { entries, member, eventNames } = joinBus(redisBus(client, { prefix, commandMs: 3_000 }))
    await member.getCursor()
    const replay = () => member.replay([toBusTopic('k7')], first!)
    await expect(replay()).rejects.toThrow('Out of memory.')
    await expect(replay()).rejects.toThrow('longer than 3000 ms')
    await member.publish(toNews('k7', 'next'))
    await eventually(() => expect(entries).toHaveLength(1))
    expect((await replay())[0]).toHaveLength(21)
    expect(eventNames).toEqual([])
  })

  test('takes the cursor of a member that is ahead where that is, and tells what follows', async () => {
    const { prefix, clients } = await createBuses(redis, 1)
    const { client } = clients[0]!
    const behind = createSlowReader(client)
    const { data, member } = joinBus(redisBus(behind.client, { prefix }))
    await member.getCursor()
    behind.hold()
    for (const number of [1, 2, 3]) await member.publish(toNews('k', number))
    const newest = await client.sendCommand(['XREVRANGE', `${prefix}:stream`, '+', '-', 'COUNT', '1'])
    const [cursor = '', ms] = /(\d+)-\d+/.exec(JSON.stringify(newest)) ?? []
    expect(await member.replay([toBusTopic('k')], cursor)).toEqual([[]])
    expect(await member.replay([toBusTopic('k')], `${Number(ms) + 1}-0`)).toEqual(['expired'])
    await member.publish(toNews('k', 4))
    behind.goOn()
    await eventually(() => expect(data()).toEqual([1, 2, 3, 4]))
  })

  test('gives a lease to another member when its holder dies, and only after that one has let go', async () => {
    const { a, b, clients, leases } = await joinTwo(redis)
    a.member.want([toBusTopic('x')])
    a.member.lease(['relay'])
    await eventually(() => expect([...a.held]).toEqual(['relay']))
    b.member.lease(['relay'])
    await eventually(() => expect(b.state.wanted).toEqual(['x']))
    clients[0]!.end()
    await eventually(() => expect(leases).toEqual(['a holds relay', 'a lost relay', 'b holds relay']))
    await eventually(() => expect(b.state.wanted).toEqual([]))
    expect(a.eventNames).toEqual(['degraded'])
    await expect(a.member.publish(toNews('k', 1))).rejects.toThrow('away')
    await expect(a.member.getCursor()).rejects.toThrow('away')
    expect(b.eventNames).toEqual([])
  })

  test("takes from a member that leaves its own leases only, also where another one's holder is silent", async () => {
    const { a, b, clients, prefix } = await joinTwo(redis, { leaseMs: 20_000 })
    const { client } = await connect(redis)
    a.member.lease(['relay'])
    await eventually(() => expect(a.held.size).toBe(1))
    b.member.lease(['fusion', 'relay'])
    await eventually(() => expect([...b.held]).toEqual(['fusion']))
    clients[0]!.end()
    void b.member.leave()
    await eventually(async () => expect(await client.get(`${prefix}:lease:fusion`)).toBeNull())
    expect(await client.get(`${prefix}:lease:relay`)).toBe('a')
  })

  test('has given everything up once it was left, and waits for a Redis that hangs no longer than for a command', async () => {
    const { prefix, clients } = await createBuses(redis, 2)
    const { client } = spyOn(clients[0]!.client, (args) =>
      args[1]?.includes("'left'")
        ? new Promise((resolve) => setTimeout(resolve, 100)).then(() => clients[0]!.client.sendCommand([...args]))
        : undefined,
    )
    const [a, b] = [client, clients[1]!.client].map((each) =>
      joinBus(redisBus(each, { prefix, commandMs: 500, leaseMs: 20_000 }), each === client ? 'a' : 'b'),
    )
    for (const bus of [a!, b!]) bus.member.want([toBusTopic('x')])
    a!.member.lease(['relay'])
    await eventually(() => expect(a!.held.size).toBe(1))
    await b!.member.getCursor()
    await a!.member.leave()
    expect(await clients[1]!.client.get(`${prefix}:lease:relay`)).toBeNull()
    expect(await clients[1]!.client.hKeys(`${prefix}:wanted`)).toEqual(['b'])
    const pid = redis.pid()!
    process.kill(pid, 'SIGSTOP')
    try {
      const from = performance.now()
      await b!.member.leave()
      const ms = performance.now() - from
      expect([ms > 400, ms < 3_000]).toEqual([true, true])
    } finally {
      process.kill(pid, 'SIGCONT')
    }
    await b!.member.leave()
  })

  test('loses nothing and doubles nothing where its connections are cut in mid-flow', async () => {
    const { a, b } = await joinTwo(redis)
    const other = await connect(redis)
    const publishing = publishAll(a.member, 0, 300)
    for (const size of [50, 150]) {
      await eventually(() => expect(b.entries.length).toBeGreaterThan(size))
      await other.client.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes'])
    }
    await publishing
    await eventually(() => expect([a.entries.length, b.entries.length]).toEqual([300, 300]))
    expect(a.data()).toEqual(upTo(300))
    expect(b.data()).toEqual(upTo(300))
    for (const { eventNames } of [a, b]) {
      expect(eventNames.slice(0, 2)).toEqual(['degraded', 'restored'])
      expect(eventNames).not.toContain('lost')
    }
  })

  test('takes a Redis that hangs for away, and has once what that may have taken when it is published again', async () => {
    const { a, b } = await joinTwo(redis, { commandMs: 500 })
    const news = toNews('k', 1)
    const pid = redis.pid()!
    process.kill(pid, 'SIGSTOP')
    try {
      await expect(a.member.publish(news)).rejects.toThrow('longer than 500 ms')
      await eventually(() => expect(a.eventNames).toEqual(['degraded']))
    } finally {
      process.kill(pid, 'SIGCONT')
    }
    await eventually(() => expect(a.eventNames.at(-1)).toBe('restored'))
    await a.member.publish(news)
    await a.member.publish(toNews('k', 2))
    await eventually(() =>
      expect([a.data(), b.data()]).toEqual([
        [1, 2],
        [1, 2],
      ]),
    )
  })

  test('goes on where it stopped when Redis comes back with what it held, and holders hold', async () => {
    const { a, b, leases } = await joinTwo(redis)
    a.member.lease(['relay'])
    await eventually(() => expect(a.held.size).toBe(1))
    b.member.lease(['relay'])
    const publishing = publishAll(a.member, 0, 300)
    await eventually(() => expect(b.entries.length).toBeGreaterThan(100))
    await redis.down()
    await eventually(() => expect([a.eventNames, b.eventNames]).toEqual([['degraded'], ['degraded']]))
    await redis.up()
    await publishing
    await eventually(() => expect([a.entries.length, b.entries.length]).toEqual([300, 300]))
    expect(b.data()).toEqual(upTo(300))
    expect(a.entries).toEqual(b.entries)
    for (const { eventNames } of [a, b]) expect(eventNames).toEqual(['degraded', 'restored'])
    await expectOneHolder(leases)
  })

  test('tells that Redis came back empty, has interests and leases there again, and tells what follows once', async () => {
    const empty = await startRedis()
    onTestFinished(() => empty.stop())
    const { a, b, leases } = await joinTwo(empty)
    a.member.lease(['relay'])
    await eventually(() => expect(a.held.size).toBe(1))
    b.member.lease(['relay'])
    b.member.want([toBusTopic('x')])
    await eventually(() => expect(a.state.wanted).toEqual(['x']))
    await publishAll(a.member, 0, 20)
    // What one of them hasn't read by then is gone with Redis: `lost` is for that.
    for (const { entries } of [a, b]) await eventually(() => expect(entries).toHaveLength(20))
    const cursor = b.entries[10]!.id
    await empty.restart()
    for (const { eventNames } of [a, b])
      await eventually(() => expect(eventNames).toEqual(['degraded', 'restored', 'lost']))
    await publishAll(b.member, 20, 40)
    await eventually(() => expect([a.data(), b.data()]).toEqual([upTo(40), upTo(40)]))
    expect(await a.member.replay([toBusTopic('k')], cursor)).toEqual(['expired'])
    expect([a.state.wanted, b.state.wanted]).toEqual([['x'], ['x']])
    await expectOneHolder(leases)
  })

  test('tells that Redis is away from the start, and that all is well once it is there', async () => {
    const late = await startRedis()
    onTestFinished(() => late.stop())
    const { client } = await connect(late)
    await late.down()
    const a = joinBus(redisBus(client, { leaseMs: 1_500 }))
    a.member.want([toBusTopic('x')])
    await eventually(() => expect(a.eventNames).toEqual(['degraded']))
    await expect(a.member.publish(toNews('k', 1))).rejects.toThrow('away')
    await late.up()
    await eventually(() => expect(a.eventNames).toEqual(['degraded', 'restored']))
    await a.member.publish(toNews('k', 1))
    await eventually(() => expect(a.data()).toEqual([1]))
    expect(a.state.wanted).toEqual(['x'])
  })

  test('works by RESP 2 as by RESP 3', async () => {
    const prefix = crypto.randomUUID()
    const members = await Promise.all(
      ([2, 3] as const).map(async (RESP) => {
        const client = createClient({ url: redis.url, RESP })
        client.on('error', () => {})
        await client.connect()
        onTestFinished(() => client.destroy())
        return joinBus(redisBus(client satisfies RedisClient, { prefix }))
      }),
    )
    for (const { member } of members) await member.getCursor()
    for (const { member } of members) await member.publish(toNews('k', 1))
    for (const { entries } of members) await eventually(() => expect(entries).toHaveLength(2))
  })

  test('leaves no connection behind of a client without destroy, as in version 4', async () => {
    const { client } = await connect(redis)
    const prefix = crypto.randomUUID()
    const older: RedisClient = {
      get isReady() {
        return client.isReady
      },
      sendCommand: (args) => client.sendCommand([...args]),
      duplicate() {
        const own = client.duplicate({ name: prefix })
        return {
          connect: () => own.connect(),
          sendCommand: (args) => own.sendCommand([...args]),
          on: (event, listener) => own.on(event, listener),
          async disconnect() {
            own.destroy()
          },
        }
      },
    }
    const count = async () => (await client.clientList()).filter(({ name }) => name === prefix).length
    const { member, eventNames } = joinBus(redisBus(older, { prefix }))
    await member.getCursor()
    expect(await count()).toBe(1)
    void member.leave()
    await eventually(async () => expect(await count()).toBe(0))
    expect(eventNames).toEqual([])
  })

  test('keeps all its keys in one slot on a cluster', async () => {
    const cluster = await startRedis({ isCluster: true })
    onTestFinished(() => cluster.stop())
    const { client } = await connect(cluster)
    await client.sendCommand(['CLUSTER', 'ADDSLOTSRANGE', '0', '16383'])
    await eventually(async () => expect(await client.sendCommand(['CLUSTER', 'INFO'])).toContain('cluster_state:ok'))
    const { data, held, member, eventNames } = joinBus(redisBus(client))
    member.lease(['relay', 'fusion'])
    await eventually(() => expect(held.size).toBe(2))
    await member.publish(toNews('k', 1))
    await eventually(() => expect(data()).toEqual([1]))
    expect(eventNames).toEqual([])
    const store = redisWebhookStore(client)
    expect(await store.claim({ id: 'a', requestId: 'r' }, 'one')).toEqual({ state: 'claimed' })
  })

  describe('redisWebhookStore', () => {
    const key = { id: 'r:success:5', requestId: 'r', updatedAt: 5 }

    async function createStores(options = {}) {
      const prefix = crypto.randomUUID()
      const clients = await Promise.all([connect(redis), connect(redis)])
      return { prefix, clients, stores: clients.map(({ client }) => redisWebhookStore(client, { prefix, ...options })) }
    }

    test('grants one of many claims at once', async () => {
      const { stores } = await createStores()
      const claims = await Promise.all(upTo(40).map((i) => stores[i % 2]!.claim(key, `${i}`)))
      expect(claims.filter(({ state }) => state === 'claimed')).toHaveLength(1)
      expect(claims.filter(({ state }) => state === 'busy')).toHaveLength(39)
    })

    test('keeps what is done done for longer than a day, and lets what failed be claimed again', async () => {
      const { clients, prefix, stores } = await createStores()
      const [a, b] = [stores[0]!, stores[1]!]
      await a.claim(key, 'one')
      await b.release(key, 'stranger', true)
      expect(await b.claim(key, 'two')).toEqual({ state: 'busy' })
      await a.release(key, 'one', false)
      expect((await b.claim(key, 'two')).state).toBe('claimed')
      await a.release(key, 'one', true)
      expect(await a.claim(key, 'three')).toEqual({ state: 'busy' })
      await b.release(key, 'two', true)
      expect(await a.claim(key, 'three')).toEqual({ state: 'done' })
      const left = await clients[0].client.pTTL(`${prefix}:webhook:${key.id}`)
      expect(left).toBeGreaterThan(24 * 3_600_000)
    })

    test('tells the newest time of a request that was claimed before', async () => {
      const [store] = (await createStores()).stores
      const claim = (updatedAt: number | undefined) =>
        store!.claim({ id: crypto.randomUUID(), requestId: 'r', ...(updatedAt !== undefined && { updatedAt }) }, 'o')
      const at = 1_760_000_000_000
      expect(await claim(at + 5)).toEqual({ state: 'claimed' })
      expect(await claim(at + 3)).toEqual({ state: 'claimed', newestAt: at + 5 })
      expect(await claim(undefined)).toEqual({ state: 'claimed', newestAt: at + 5 })
      expect(await claim(at + 9)).toEqual({ state: 'claimed', newestAt: at + 5 })
      expect(await claim(at + 9)).toEqual({ state: 'claimed', newestAt: at + 9 })
    })

    test('ends the claim of a dead owner by itself, after which that owner can conclude nothing', async () => {
      const { stores } = await createStores({ claimMs: 300 })
      const [a, b] = [stores[0]!, stores[1]!]
      await a.claim(key, 'dead')
      await eventually(async () => expect((await b.claim(key, 'next')).state).toBe('claimed'))
      await a.release(key, 'dead', true)
      expect(await a.claim(key, 'third')).toEqual({ state: 'busy' })
    })

    test('rejects while Redis is away', async () => {
      const { clients, stores } = await createStores()
      clients[0].end()
      await expect(stores[0]!.claim(key, 'one')).rejects.toThrow('away')
    })
  })
})

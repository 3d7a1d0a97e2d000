import { type Bridge, createBridge, redisBus, redisWebhookStore, type RelayWebhookDiagnostic } from 'onwire/server'
import { createClient } from 'redis'
import { describe, expect, onTestFinished, test } from 'vitest'
import { findRedis, startRedis } from '../../support/redis.mjs'
import { apiKey, base, readEvents, settle, toTopic, toWebhook } from './support/bridgeSetup.js'
import { eventually } from './support/busConformance.js'
import { createQuietRelay } from './support/quietRelay.js'

type Redis = Awaited<ReturnType<typeof startRedis>>
type Admin = ReturnType<typeof connectTo>

function connectTo({ url }: Redis) {
  const client = createClient({ url, socket: { reconnectStrategy: 50 } })
  client.on('error', () => {})
  return client
}

const requestId = `0x${'ab'.repeat(32)}`
const statuses = ['waiting', 'depositing', 'pending', 'submitted', 'success'] as const
/** How long an event may be answered `BUSY` after a break: a claim of 10 s, and the sender's pause. */
const mostBusyMs = 10_000
/** Relay's own pause between two tries isn't known; a short one shows the longest time of `BUSY`. */
const againMs = 100
const prefix = '{matrix}'

interface Trouble {
  readonly name: string
  begin(admin: Admin, redis: Redis): Promise<unknown>
  end(admin: Admin, redis: Redis): Promise<unknown>
  /** Redis forgets what it held: readers begin anew, and what was acknowledged is in the engines. */
  readonly isEmptied?: boolean
}

const send = (admin: Admin, ...commands: readonly (readonly string[])[]) =>
  Promise.all(commands.map((command) => admin.sendCommand([...command])))

const troubles: readonly Trouble[] = [
  {
    name: 'is killed, and comes back with what it held',
    begin: (_, redis) => redis.down(),
    end: (_, redis) => redis.up(),
  },
  {
    name: 'is frozen',
    begin: async (_, redis) => process.kill(redis.pid()!, 'SIGSTOP'),
    end: async (_, redis) => process.kill(redis.pid()!, 'SIGCONT'),
  },
  { name: 'is restarted', begin: (_, redis) => redis.restart(), end: async () => {} },
  { name: 'is emptied', begin: (admin) => send(admin, ['FLUSHALL']), end: async () => {}, isEmptied: true },
  {
    name: 'is out of memory',
    begin: (admin) => send(admin, ['CONFIG', 'SET', 'maxmemory', '1']),
    end: (admin) => send(admin, ['CONFIG', 'SET', 'maxmemory', '0']),
  },
  {
    name: 'is read only',
    begin: (admin) => send(admin, ['CONFIG', 'SET', 'min-replicas-to-write', '3']),
    end: (admin) => send(admin, ['CONFIG', 'SET', 'min-replicas-to-write', '0']),
  },
  {
    name: 'lets its user do nothing',
    begin: (admin) => send(admin, ['ACL', 'SETUSER', 'default', '-xread', '-xadd', '-eval']),
    end: (admin) => send(admin, ['ACL', 'SETUSER', 'default', '+@all']),
  },
  {
    name: 'has another thing under the name of the stream',
    begin: (admin) => send(admin, ['DEL', `${prefix}:stream`], ['SET', `${prefix}:stream`, 'x']),
    end: (admin) => send(admin, ['DEL', `${prefix}:stream`]),
    isEmptied: true,
  },
  {
    name: 'loses all its connections',
    begin: (admin) => send(admin, ['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']),
    end: async () => {},
  },
]

async function createMatrix() {
  const redis = await startRedis({ isDurable: true })
  const clients: Admin[] = []
  const connect = async () => {
    const client = connectTo(redis)
    clients.push(client)
    await client.connect()
    return client
  }
  /** A webhook is sent again until it is taken, as Relay does; how long it was `BUSY` is written down. */
  const taken = new Map<string, number>()
  let longestBusyMs = 0
  const start = async () => {
    const client = await connect()
    const outcomes: RelayWebhookDiagnostic[] = []
    const bridge = createBridge({
      protocols: [createQuietRelay()],
      authorize: () => true,
      signal: false,
      bus: redisBus(client, { prefix, leaseMs: 1_500, commandMs: 1_000 }),
      webhooks: {
        relay: {
          apiKey,
          store: redisWebhookStore(client, { prefix, commandMs: 1_000 }),
          onDiagnostic: (outcome) => outcomes.push(outcome),
          onEvent: ({ data }) => void taken.set(data.status, (taken.get(data.status) ?? 0) + 1),
        },
      },
      onDiagnostic: () => {},
    })
    return { bridge, client, outcomes, die: () => client.destroy() }
  }
  const began = Date.now()
  /** Sends one event to each bridge in turn until it is acknowledged. */
  const deliver = async (bridges: readonly Bridge[], event: number) => {
    let busySince: number | undefined
    for (let attempt = 0; ; attempt += 1) {
      const bridge = bridges[attempt % bridges.length]
      const answer = await bridge?.fetch(toWebhook(requestId, statuses[event]!, began + event, Date.now()))
      if (answer?.status === 200) break
      const { code }: { code?: unknown } = Object(await answer?.json())
      busySince = code === 'BUSY' ? (busySince ?? performance.now()) : undefined
      if (busySince !== undefined) longestBusyMs = Math.max(longestBusyMs, performance.now() - busySince)
      await new Promise((resolve) => setTimeout(resolve, againMs))
    }
  }
  onTestFinished(async () => {
    for (const client of clients) if (client.isOpen) client.destroy()
    await redis.stop()
  })
  return { connect, deliver, getBusyMs: () => longestBusyMs, redis, start, taken }
}

/** An `EventSource`, which only believes: it comes back by its cursor, and shows what it was told last. */
async function follow(bridge: Bridge) {
  const url = `${base}/events?topic=${encodeURIComponent(JSON.stringify(toTopic(requestId)))}`
  const open = async (cursor?: string) =>
    readEvents(await bridge.fetch(new Request(url, { headers: cursor ? { 'last-event-id': cursor } : {} })))
  let reader = await open()
  const told: string[] = []
  const getHistory = (): readonly unknown[] => {
    const last: { history?: readonly { status: string }[] } = Object(reader.events.at(-1)?.received.data)
    return last.history?.map(({ status }) => status) ?? []
  }
  return {
    getHistory,
    async getLast(): Promise<string | undefined> {
      if (reader.state.isOver) {
        told.push(...reader.statuses().flatMap((status) => status ?? []))
        reader = await open(reader.state.cursor)
        await settle()
      }
      return [...told, ...reader.statuses()].at(-1)
    },
    /** What came as events of the bus, with an id. */
    getIds: () => reader.events.flatMap(({ event, id }) => (event === 'update' && id !== undefined ? [id] : [])),
  }
}

describe.skipIf(!findRedis())('Three bridges on one Redis that', { timeout: 600_000 }, () => {
  test.each(troubles)(
    '$name lose nothing that they have acknowledged, and are soon no longer busy',
    { timeout: 60_000 },
    async ({ begin, end, isEmptied = false }) => {
      const { connect, deliver, getBusyMs, redis, start, taken } = await createMatrix()
      const admin = await connect()
      const all = [await start(), await start(), await start()]
      const bridges = all.map(({ bridge }) => bridge)
      const readers = await Promise.all(bridges.map(follow))
      await deliver(bridges, 0)
      // One is on its way when it breaks, and each of the others meets another bridge first.
      const sending = Promise.all(
        [1, 2].map((event) => deliver([...bridges.slice(event), ...bridges.slice(0, event)], event)),
      )
      await begin(admin, redis)
      const later = deliver(bridges, 3)
      await new Promise((resolve) => setTimeout(resolve, 2_500))
      await end(admin, redis)
      await Promise.all([sending, later])
      await deliver(bridges, 4)
      for (const reader of readers) {
        await eventually(async () => expect(await reader.getLast()).toBe('success'))
        expect(new Set(reader.getIds()).size).toBe(reader.getIds().length)
      }
      expect([...taken.keys()].sort()).toEqual([...statuses].sort())
      expect(getBusyMs()).toBeLessThanOrEqual(mostBusyMs)
      if (!isEmptied) {
        // One that was told the end first has what came before it as soon as its bridge reads on.
        for (const reader of readers) await eventually(async () => expect(reader.getHistory()).toEqual(statuses))
        // What was acknowledged once is handled by nobody again.
        const before = [...taken.values()]
        for (const event of statuses.keys()) await deliver([...bridges.slice(event % 3), ...bridges], event)
        expect([...taken.values()]).toEqual(before)
      }
      await Promise.all(bridges.map((bridge) => bridge.close()))
    },
  )

  test('lives lose one of them without a word, and the others take over what it held', async () => {
    const { deliver, getBusyMs, start, taken } = await createMatrix()
    const all = [await start(), await start(), await start()]
    const [first, ...others] = all
    const bridges = others.map(({ bridge }) => bridge)
    const readers = await Promise.all(bridges.map(follow))
    await deliver([first!.bridge], 0)
    const inFlight = first!.bridge.fetch(toWebhook(requestId, 'depositing', Date.now(), Date.now()))
    first!.die()
    await inFlight
    for (const event of [2, 3, 4]) await deliver(bridges, event)
    for (const reader of readers) await eventually(async () => expect(await reader.getLast()).toBe('success'))
    await eventually(() =>
      expect(bridges.filter((bridge) => bridge.getMetrics().services['relay']?.isHeld)).toHaveLength(1),
    )
    expect(getBusyMs()).toBeLessThanOrEqual(mostBusyMs)
    expect(taken.get('success')).toBe(1)
    await Promise.all(all.map(({ bridge }) => bridge.close()))
  })
})

import { type Bridge, createBridge, redisBus } from 'onwire/server'
import { createClient } from 'redis'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { findRedis, startRedis } from '../../support/redis.mjs'
import { readEvents, toEventsRequest, toTopic } from './support/bridgeSetup.js'
import { eventually } from './support/busConformance.js'
import { createQuietRelay } from './support/quietRelay.js'

const id = `0x${'ab'.repeat(32)}`

/** Says of its requests that nothing is known, until it is switched off. */
function createSwitchedRelay() {
  const state = { isAway: false }
  const protocol = createQuietRelay(async () => {
    if (state.isAway) throw new TypeError('fetch failed')
    return Response.json({ status: 'unknown' })
  })
  return { protocol, state }
}

describe.skipIf(!findRedis())('Two bridges on one Redis', { timeout: 600_000 }, () => {
  let redis: Awaited<ReturnType<typeof startRedis>>
  beforeAll(async () => {
    redis = await startRedis({ isDurable: false })
  })
  afterAll(() => redis.stop())

  async function startBridge(protocol: ReturnType<typeof createQuietRelay>, prefix: string): Promise<Bridge> {
    const client = createClient({ url: redis.url })
    client.on('error', () => {})
    await client.connect()
    const bridge = createBridge({
      protocols: [protocol],
      authorize: () => true,
      bus: redisBus(client, { prefix, leaseMs: 1_500 }),
      onDiagnostic: () => {},
    })
    onTestFinished(async () => {
      await bridge.close()
      client.destroy()
    })
    return bridge
  }

  test('say both what the one says that speaks to the service, also to a third that comes later', async () => {
    const { protocol, state } = createSwitchedRelay()
    const prefix = `t${crypto.randomUUID().slice(0, 8)}`
    const bridges = await Promise.all([startBridge(protocol, prefix), startBridge(protocol, prefix)])
    const open = async (bridge: Bridge) => readEvents(await bridge.fetch(toEventsRequest([toTopic(id)])))
    const readers = await Promise.all(bridges.map(open))
    const getWord = ({ events }: (typeof readers)[number]) => {
      const [info] = events.filter(({ event }) => event === 'info').slice(-1)
      return info?.received
    }
    const polled = { info: { transport: 'polling', isStale: false } }
    await eventually(() => expect(readers.map(getWord)).toMatchObject([polled, polled]))
    state.isAway = true
    const stale = { info: { transport: 'polling', isStale: true } }
    await eventually(() => expect(readers.map(getWord)).toMatchObject([stale, stale]), 30_000)
    const late = await open(await startBridge(protocol, prefix))
    await eventually(() => expect(getWord(late)).toMatchObject(stale))
  })
})

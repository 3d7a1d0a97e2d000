import { memoryBus, type Bus } from 'onwire/server'
import { expect, test } from 'vitest'
import { createBridgeSetup, readEvents, settle, toEventsRequest, toTopic, toWebhook } from './support/bridgeSetup.js'

const toId = (number: number) => `0x${number.toString(16).padStart(64, '0')}`
const toIds = (from: number, count: number) => Array.from({ length: count }, (_, index) => toId(from + index))

/** A bridge, and what its instance wants of the services. */
function createFollowingSetup(topics: number) {
  const inner = memoryBus()
  const state = { wanted: [] as readonly string[], most: 0 }
  const bus: Bus = {
    join(instance, on) {
      const member = inner.join(instance, on)
      return {
        ...member,
        want(wanted) {
          state.wanted = wanted.map(({ key }) => key)
          state.most = Math.max(state.most, wanted.length)
          member.want(wanted)
        },
      }
    },
  }
  const setup = createBridgeSetup({ bus, limits: { topics } })
  const pass = async (ms: number) => {
    await settle()
    await setup.clock.advanceAsync(ms)
    await settle()
  }
  const open = async (ids: readonly string[], cursor?: string) => {
    const response = await setup.bridge.fetch(toEventsRequest(ids.map(toTopic), cursor))
    const reader = readEvents(response)
    await pass(100)
    return { ...reader, status: response.status }
  }
  return { ...setup, open, pass, state }
}

test('A stranger that opens and leaves, again and again, has no more followed than there is room for', async () => {
  const { open, pass, state } = createFollowingSetup(25)
  const stays = await open(toIds(1, 5))
  for (let round = 1; round <= 20; round += 1) {
    const reader = await open(toIds(round * 100, 10))
    expect(reader.eventNames().slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'subscribed'))
    await reader.stop()
    await pass(100)
  }
  expect(state.most).toBe(25)
  // What is read stays, and of the rest what was let go of last.
  expect(new Set(state.wanted)).toEqual(new Set([...toIds(1, 5), ...toIds(1_900, 10), ...toIds(2_000, 10)]))
  expect(stays.state.isOver).toBe(false)
  await pass(31_000)
  expect(state.wanted).toEqual(toIds(1, 5))
})

test('A new topic is refused where all that is followed is read, and what is followed already is served', async () => {
  const { bridge, diagnostics, environment, open, pass, state } = createFollowingSetup(20)
  const first = await open(toIds(1, 20))
  const refused = await bridge.fetch(toEventsRequest(toIds(20, 2).map(toTopic)))
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5'])
  expect(await refused.json()).toMatchObject({
    ok: false,
    code: 'TOO_MANY_FOLLOWED',
    message: expect.stringContaining('limits.topics'),
  })
  expect(diagnostics).toMatchObject([{ code: 'TOO_MANY_FOLLOWED', level: 'warn', httpStatus: 429 }])
  const second = await open(toIds(5, 10))
  await pass(5_000)
  const now = environment.clock.unixNow()
  await bridge.fetch(toWebhook(toId(7), 'pending', now, now))
  await pass(100)
  expect([first, second].map(({ statuses }) => statuses().at(-1))).toEqual(['pending', 'pending'])
  expect(state.most).toBe(20)
  await first.stop()
  await pass(100)
  expect((await open(toIds(20, 10))).status).toBe(200)
  expect(second.state.isOver).toBe(false)
})

test('A reader that comes back to what was let go of early begins anew, and is told so', async () => {
  const { bridge, environment, open } = createFollowingSetup(10)
  const first = await open(toIds(1, 5))
  const { cursor } = first.state
  await first.stop()
  const other = await open(toIds(11, 10))
  await other.stop()
  const now = environment.clock.unixNow()
  await bridge.fetch(toWebhook(toId(99), 'pending', now, now))
  expect((await open(toIds(1, 5), cursor)).eventNames().slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'reset'))
})

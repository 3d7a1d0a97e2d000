import { act, render } from '@testing-library/react'
import { useRelayStatus } from 'onwire/relay'
import { StrictMode } from 'react'
import { expect, test } from 'vitest'
import { createRelayWorld, type RelayWorld } from './support/relaySetup.js'

function Request({ requestId }: { readonly requestId: string }) {
  const { connection, data } = useRelayStatus({ requestId })
  return (
    <li>
      {data?.status} {connection.transport}
    </li>
  )
}

function mount(world: RelayWorld, ids: readonly string[]) {
  const { container } = render(
    <StrictMode>
      <world.Providers>
        {ids.map((requestId) => (
          <Request key={requestId} requestId={requestId} />
        ))}
      </world.Providers>
    </StrictMode>,
  )
  const read = () => [...container.querySelectorAll('li')].map(({ textContent }) => textContent)
  const requests = () => world.simulator.counters.restRequests
  return { read, requests }
}

const slow = (endsAt: number) => ({
  name: 'slow',
  title: 'Slow',
  description: 'Waits for long, and ends.',
  origin: 10,
  destination: 8453,
  steps: [
    { at: 0, status: 'waiting' },
    { at: endsAt, status: 'success', txs: 1 },
  ],
  expect: { outcome: 'success' as const },
})

test('After a drop each open id is subscribed once and fetched once, and what happened in the gap is shown', async () => {
  const world = createRelayWorld()
  const ids = [3_300, 3_400, 600_000, 600_000].map((endsAt) => world.simulator.start(slow(endsAt)).requestId)
  const { read } = mount(world, ids)
  await world.advance(3_000)
  const { counters } = world.simulator
  const before = { ...counters.statusRequests }
  world.simulator.faults.kick()
  await world.advance(300)
  expect(read()).toEqual(Array.from({ length: 4 }, () => 'waiting socket'))
  // Back within 2.5 s: the first poll after a drop would come after 3.5 s at the earliest.
  await world.advance(3_000)
  expect(counters.socketsOpened).toBe(2)
  expect(counters.subscribes).toEqual(Object.fromEntries(ids.map((id) => [id, 2])))
  for (const id of ids) expect((counters.statusRequests[id] ?? 0) - (before[id] ?? 0)).toBe(1)
  expect(read()).toEqual(['success idle', 'success idle', 'waiting socket', 'waiting socket'])
})

test('At the end there is no subscription, no poll, no socket and no timer', async () => {
  const world = createRelayWorld()
  const ids = [1_000, 2_000].map((endsAt) => world.simulator.start(slow(endsAt)).requestId)
  const { read, requests } = mount(world, ids)
  await world.advance(6_000)
  expect(read()).toEqual(['success idle', 'success idle'])
  const before = requests()
  await world.advance(600_000)
  expect(requests()).toBe(before)
  expect(world.simulator.counters.socketsOpen).toBe(0)
  expect(world.timers()).toBe(0)
})

test('A hidden page polls nothing, and one that is shown again asks at once', async () => {
  const world = createRelayWorld()
  world.simulator.faults.drop()
  const { requestId } = world.simulator.start(slow(20_000))
  const { read, requests } = mount(world, [requestId])
  await world.advance(10_000)
  expect(read()).toEqual(['waiting polling'])
  await act(async () => world.page.hide())
  await world.advance(100)
  const before = requests()
  await world.advance(120_000)
  expect(requests()).toBe(before)
  expect(read()).toEqual(['waiting idle'])
  await act(async () => world.page.show())
  await world.advance(100)
  expect(requests()).toBe(before + 1)
  expect(read()).toEqual(['success idle'])
})

test('A hidden page whose socket lives is still told of news', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start(slow(20_000))
  const { read, requests } = mount(world, [requestId])
  await world.advance(2_000)
  await act(async () => world.page.hide())
  const before = requests()
  await world.advance(19_000)
  expect(read()).toEqual(['success idle'])
  expect(requests()).toBe(before)
})

test('An offline page polls nothing, and asks at once when the network is back', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start(slow(20_000))
  const { read, requests } = mount(world, [requestId])
  await world.advance(2_000)
  await act(async () => world.page.goOffline())
  world.simulator.faults.drop()
  const before = requests()
  await world.advance(60_000)
  expect(requests()).toBe(before)
  await act(async () => world.page.goOnline())
  await world.advance(3_000)
  expect(read()).toEqual(['success idle'])
})

test('A page that wakes from the back-forward cache asks before anything else', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start(slow(20_000))
  const { read } = mount(world, [requestId])
  await world.advance(2_000)
  await act(async () => {
    world.page.hide()
    world.page.pagehide()
  })
  await world.advance(200)
  expect(world.simulator.counters.socketsOpen).toBe(0)
  await world.advance(30_000)
  const seq = world.simulator.log.entries().at(-1)?.seq ?? 0
  await act(async () => {
    world.page.show()
    world.page.wake()
  })
  await world.advance(100)
  const [first] = world.simulator.log.entries(seq)
  expect(first).toMatchObject({ type: 'rest', requestId, result: 200 })
  expect(read()).toEqual(['success idle'])
})

test('A page that was frozen asks before anything else, though its socket seems to be open', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start(slow(20_000))
  const { read, requests } = mount(world, [requestId])
  await world.advance(2_000)
  world.simulator.faults.freeze()
  await world.advance(19_000)
  const before = requests()
  await act(async () => world.page.wake())
  await world.advance(100)
  expect(requests()).toBe(before + 1)
  expect(read()).toEqual(['success idle'])
})

test('A frozen socket is found within 30 s', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start(slow(2_500))
  const { read } = mount(world, [requestId])
  await world.advance(2_000)
  world.simulator.faults.freeze()
  await world.advance(30_000)
  expect(read()).toEqual(['success idle'])
})

import { act, render } from '@testing-library/react'
import { useRelayStatus } from 'onwire/relay'
import { StrictMode } from 'react'
import { expect, test } from 'vitest'
import { createRelaySetup, type RelaySetup } from './support/relaySetup.js'

function Request({ requestId }: { readonly requestId: string }) {
  const { connection, data } = useRelayStatus({ requestId })
  return (
    <li>
      {data?.status} {connection.transport}
    </li>
  )
}

function mount(setup: RelaySetup, ids: readonly string[]) {
  const { container } = render(
    <StrictMode>
      <setup.Providers>
        {ids.map((requestId) => (
          <Request key={requestId} requestId={requestId} />
        ))}
      </setup.Providers>
    </StrictMode>,
  )
  const read = () => [...container.querySelectorAll('li')].map(({ textContent }) => textContent)
  const requests = () => setup.simulator.counters.restRequests
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
  const setup = createRelaySetup()
  const ids = [3_300, 3_400, 600_000, 600_000].map((endsAt) => setup.simulator.start(slow(endsAt)).requestId)
  const { read } = mount(setup, ids)
  await setup.advance(3_000)
  const { counters } = setup.simulator
  const before = { ...counters.statusRequests }
  setup.simulator.faults.kick()
  await setup.advance(300)
  expect(read()).toEqual(Array.from({ length: 4 }, () => 'waiting socket'))
  // Back within 2.5 s: the first poll after a drop would come after 3.5 s at the earliest.
  await setup.advance(3_000)
  expect(counters.socketsOpened).toBe(2)
  expect(counters.subscribes).toEqual(Object.fromEntries(ids.map((id) => [id, 2])))
  for (const id of ids) expect((counters.statusRequests[id] ?? 0) - (before[id] ?? 0)).toBe(1)
  expect(read()).toEqual(['success idle', 'success idle', 'waiting socket', 'waiting socket'])
})

test('At the end there is no subscription, no poll, no socket and no timer', async () => {
  const setup = createRelaySetup()
  const ids = [1_000, 2_000].map((endsAt) => setup.simulator.start(slow(endsAt)).requestId)
  const { read, requests } = mount(setup, ids)
  await setup.advance(6_000)
  expect(read()).toEqual(['success idle', 'success idle'])
  const before = requests()
  await setup.advance(600_000)
  expect(requests()).toBe(before)
  expect(setup.simulator.counters.socketsOpen).toBe(0)
  expect(setup.timers()).toBe(0)
})

test('A hidden page polls nothing, and one that is shown again asks at once', async () => {
  const setup = createRelaySetup()
  setup.simulator.faults.drop()
  const { requestId } = setup.simulator.start(slow(20_000))
  const { read, requests } = mount(setup, [requestId])
  await setup.advance(10_000)
  expect(read()).toEqual(['waiting polling'])
  await act(async () => setup.page.hide())
  await setup.advance(100)
  const before = requests()
  await setup.advance(120_000)
  expect(requests()).toBe(before)
  expect(read()).toEqual(['waiting idle'])
  await act(async () => setup.page.show())
  await setup.advance(100)
  expect(requests()).toBe(before + 1)
  expect(read()).toEqual(['success idle'])
})

test('A hidden page whose socket lives is still told of news', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start(slow(20_000))
  const { read, requests } = mount(setup, [requestId])
  await setup.advance(2_000)
  await act(async () => setup.page.hide())
  const before = requests()
  await setup.advance(19_000)
  expect(read()).toEqual(['success idle'])
  expect(requests()).toBe(before)
})

test('An offline page polls once a minute at most, and asks at once when the network is back', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start(slow(20_000))
  const { read, requests } = mount(setup, [requestId])
  await setup.advance(2_000)
  await act(async () => setup.page.goOffline())
  setup.simulator.faults.drop()
  const before = requests()
  await setup.advance(50_000)
  expect(requests()).toBe(before)
  await act(async () => setup.page.goOnline())
  await setup.advance(3_000)
  expect(read()).toEqual(['success idle'])
})

test('A page that wakes from the back-forward cache asks before anything else', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start(slow(20_000))
  const { read } = mount(setup, [requestId])
  await setup.advance(2_000)
  await act(async () => {
    setup.page.hide()
    setup.page.pagehide()
  })
  await setup.advance(200)
  expect(setup.simulator.counters.socketsOpen).toBe(0)
  await setup.advance(30_000)
  const seq = setup.simulator.log.entries().at(-1)?.seq ?? 0
  await act(async () => {
    setup.page.show()
    setup.page.wake()
  })
  await setup.advance(100)
  const [first] = setup.simulator.log.entries(seq)
  expect(first).toMatchObject({ type: 'rest', requestId, result: 200 })
  expect(read()).toEqual(['success idle'])
})

test('A page that was frozen asks before anything else, though its socket seems to be open', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start(slow(20_000))
  const { read, requests } = mount(setup, [requestId])
  await setup.advance(2_000)
  setup.simulator.faults.freeze()
  await setup.advance(19_000)
  const before = requests()
  await act(async () => setup.page.wake())
  await setup.advance(100)
  expect(requests()).toBe(before + 1)
  expect(read()).toEqual(['success idle'])
})

test('A frozen socket is found within 30 s', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start(slow(2_500))
  const { read } = mount(setup, [requestId])
  await setup.advance(2_000)
  setup.simulator.faults.freeze()
  await setup.advance(30_000)
  expect(read()).toEqual(['success idle'])
})

import { render } from '@testing-library/react'
import { useRelayStatus } from 'onwire/relay'
import { StrictMode } from 'react'
import { expect, test } from 'vitest'
import { createRelayWorld } from './support/relaySetup.js'

function Request({ requestId }: { readonly requestId: string }) {
  const { connection, data } = useRelayStatus({ requestId, onUpdate: () => {} })
  return (
    <li>
      {data?.status} {connection.transport}
    </li>
  )
}

test('50 components over 20 ids under StrictMode share 1 socket and send 20 subscriptions, none before `ready`', async () => {
  const world = createRelayWorld()
  const ids = Array.from({ length: 20 }, () => world.simulator.start('abandoned-quote').requestId)
  const { container, unmount } = render(
    <StrictMode>
      <world.Providers>
        {Array.from({ length: 50 }, (_, index) => (
          <Request key={index} requestId={ids[index % 20]!} />
        ))}
      </world.Providers>
    </StrictMode>,
  )
  await world.advance(3_000)
  expect(container.textContent).toBe('waiting socket'.repeat(50))
  expect(world.simulator.counters).toMatchObject({
    socketsOpened: 1,
    violations: 0,
    subscribes: Object.fromEntries(ids.map((id) => [id, 1])),
  })

  unmount()
  await world.advance(2_900)
  expect(world.simulator.counters.socketsOpen).toBe(1)
  await world.advance(200)
  expect(world.simulator.counters.socketsOpen).toBe(0)
  await world.advance(1_000)
  expect(world.timers()).toBe(0)
  expect(world.page.watchers()).toBe(0)
  const { restRequests } = world.simulator.counters
  await world.advance(120_000)
  expect(world.simulator.counters).toMatchObject({ restRequests, socketsOpened: 1 })
})

test('A component that leaves and comes back within the grace finds its subscription as it was', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start('abandoned-quote')
  const page = (isThere: boolean) => <world.Providers>{isThere && <Request requestId={requestId} />}</world.Providers>
  const { container, rerender } = render(page(true))
  await world.advance(2_000)
  rerender(page(false))
  await world.advance(2_000)
  rerender(page(true))
  expect(container.textContent).toBe('waiting socket')
  await world.advance(2_000)
  expect(world.simulator.counters).toMatchObject({ socketsOpened: 1, unsubscribes: 0, subscribes: { [requestId]: 1 } })
})

test('The last component that lets go of an id unsubscribes it, and the others stay', async () => {
  const world = createRelayWorld()
  const [first = '', second = ''] = Array.from({ length: 2 }, () => world.simulator.start('abandoned-quote').requestId)
  const page = (ids: readonly string[]) => (
    <world.Providers>
      {ids.map((id, index) => (
        <Request key={index} requestId={id} />
      ))}
    </world.Providers>
  )
  const { rerender } = render(page([second, first, first]))
  await world.advance(2_000)
  rerender(page([second, first]))
  await world.advance(5_000)
  expect(world.simulator.counters.unsubscribes).toBe(0)
  rerender(page([second]))
  await world.advance(5_000)
  expect(world.simulator.counters).toMatchObject({ unsubscribes: 1, socketsOpened: 1, socketsOpen: 1 })
})

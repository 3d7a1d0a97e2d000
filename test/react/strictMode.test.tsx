import { render } from '@testing-library/react'
import { useRelayStatus } from 'onwire/relay'
import { StrictMode } from 'react'
import { expect, test } from 'vitest'
import { createRelaySetup } from './support/relaySetup.js'

function Request({ requestId }: { readonly requestId: string }) {
  const { connection, data } = useRelayStatus({ requestId, onUpdate: () => {} })
  return (
    <li>
      {data?.status} {connection.transport}
    </li>
  )
}

test('50 components over 20 ids under StrictMode share 1 socket and send 20 subscriptions, none before `ready`', async () => {
  const setup = createRelaySetup()
  const ids = Array.from({ length: 20 }, () => setup.simulator.start('abandoned-quote').requestId)
  const { container, unmount } = render(
    <StrictMode>
      <setup.Providers>
        {Array.from({ length: 50 }, (_, index) => (
          <Request key={index} requestId={ids[index % 20]!} />
        ))}
      </setup.Providers>
    </StrictMode>,
  )
  await setup.advance(3_000)
  expect(container.textContent).toBe('waiting socket'.repeat(50))
  expect(setup.simulator.counters).toMatchObject({
    socketsOpened: 1,
    violations: 0,
    subscribes: Object.fromEntries(ids.map((id) => [id, 1])),
  })

  unmount()
  await setup.advance(2_900)
  expect(setup.simulator.counters.socketsOpen).toBe(1)
  await setup.advance(200)
  expect(setup.simulator.counters.socketsOpen).toBe(0)
  await setup.advance(1_000)
  expect(setup.timers()).toBe(0)
  expect(setup.page.watchers()).toBe(0)
  const { restRequests } = setup.simulator.counters
  await setup.advance(120_000)
  expect(setup.simulator.counters).toMatchObject({ restRequests, socketsOpened: 1 })
})

test('A component that leaves and comes back within the grace finds its subscription as it was', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('abandoned-quote')
  const page = (isThere: boolean) => <setup.Providers>{isThere && <Request requestId={requestId} />}</setup.Providers>
  const { container, rerender } = render(page(true))
  await setup.advance(2_000)
  rerender(page(false))
  await setup.advance(2_000)
  rerender(page(true))
  expect(container.textContent).toBe('waiting socket')
  await setup.advance(2_000)
  expect(setup.simulator.counters).toMatchObject({ socketsOpened: 1, unsubscribes: 0, subscribes: { [requestId]: 1 } })
})

test('The last component that lets go of an id unsubscribes it, and the others stay', async () => {
  const setup = createRelaySetup()
  const [first = '', second = ''] = Array.from({ length: 2 }, () => setup.simulator.start('abandoned-quote').requestId)
  const page = (ids: readonly string[]) => (
    <setup.Providers>
      {ids.map((id, index) => (
        <Request key={index} requestId={id} />
      ))}
    </setup.Providers>
  )
  const { rerender } = render(page([second, first, first]))
  await setup.advance(2_000)
  rerender(page([second, first]))
  await setup.advance(5_000)
  expect(setup.simulator.counters.unsubscribes).toBe(0)
  rerender(page([second]))
  await setup.advance(5_000)
  expect(setup.simulator.counters).toMatchObject({ unsubscribes: 1, socketsOpened: 1, socketsOpen: 1 })
})

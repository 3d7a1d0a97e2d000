import { QueryClientProvider } from '@tanstack/react-query'
import { act, render, renderHook, screen } from '@testing-library/react'
import { createOnwire, type OutageEvent, OnwireProvider, useConnectionStatus } from 'onwire'
import { relay, useRelayStatus } from 'onwire/relay'
import { createRelaySimulator } from 'onwire/testing'
import { StrictMode } from 'react'
import { expect, test } from 'vitest'
import { createRelaySetup, type RelaySetup, toRelayOptions, withoutRepeats } from './support/relaySetup.js'

/** A page that follows a request which never ends, and notes every word and every outage. */
function watch(setup: RelaySetup, options: { readonly isStrict?: boolean } = {}) {
  const { requestId } = setup.simulator.start('abandoned-quote')
  const statuses: string[] = []
  const outages: OutageEvent[] = []
  function Words() {
    const connection = useConnectionStatus({ onOutage: (event) => outages.push(event) })
    statuses.push(connection.reason ? `${connection.status}: ${connection.reason}` : connection.status)
    return <button onClick={() => connection.reconnect()}>reconnect</button>
  }
  function Request() {
    useRelayStatus({ requestId })
    return null
  }
  const page = (isThere: boolean) => (
    <setup.Providers>
      <Words />
      {isThere && <Request />}
    </setup.Providers>
  )
  const hook = render(page(true), options.isStrict ? { wrapper: StrictMode } : {})
  return {
    leave: () => hook.rerender(page(false)),
    unmount: hook.unmount,
    outages,
    statuses,
  }
}

test('useConnectionStatus tells the words of the connection that all requests share', async () => {
  const setup = createRelaySetup()
  const { leave, statuses } = watch(setup)
  await setup.advance(1_000)
  setup.simulator.faults.kick()
  await setup.advance(10_000)
  leave()
  await setup.advance(10_000)
  expect(withoutRepeats(statuses)).toEqual(['idle', 'connecting', 'connected', 'reconnecting', 'connected', 'idle'])
})

test('A blip is no outage', async () => {
  const setup = createRelaySetup()
  const { outages } = watch(setup)
  await setup.advance(1_000)
  for (let count = 0; count < 3; count += 1) {
    setup.simulator.faults.kick()
    await setup.advance(60_000)
  }
  expect(outages).toEqual([])
})

test('An outage is `lost` after 5 s, and then `restored`, each told once', async () => {
  const setup = createRelaySetup()
  const { outages } = watch(setup, { isStrict: true })
  await setup.advance(1_000)
  setup.simulator.faults.drop()
  await setup.advance(4_900)
  expect(outages).toEqual([])
  await setup.advance(200)
  expect(outages).toEqual(['lost'])
  await setup.advance(10_000)
  setup.simulator.faults.restore()
  await setup.advance(60_000)
  expect(outages).toEqual(['lost', 'restored'])
})

test('A refusal is `failed`; reconnect() tries again, and a success is `restored`', async () => {
  const setup = createRelaySetup()
  setup.simulator.faults.refuse('key')
  const { outages, statuses } = watch(setup)
  await setup.advance(60_000)
  expect(statuses.at(-1)).toBe('disconnected: refused')
  expect(setup.simulator.counters.socketsOpened).toBe(2)
  expect(outages).toEqual(['failed'])
  setup.simulator.faults.restore()
  await setup.advance(60_000)
  expect(setup.simulator.counters.socketsOpened).toBe(2)
  await act(async () => screen.getByRole('button').click())
  await setup.advance(1_000)
  expect(statuses.at(-1)).toBe('connected')
  expect(outages).toEqual(['failed', 'restored'])
})

test('A service that never opens is said to be unreachable, and is tried on', async () => {
  const setup = createRelaySetup()
  setup.simulator.faults.drop()
  const { outages, statuses } = watch(setup)
  await setup.advance(180_000)
  expect(statuses).toEqual(['idle', 'connecting', 'disconnected: unreachable'])
  expect(outages).toEqual(['lost', 'failed'])
  setup.simulator.faults.restore()
  await setup.advance(61_000)
  expect(statuses.at(-1)).toBe('connected')
  expect(outages).toEqual(['lost', 'failed', 'restored'])
})

test('Being offline is said, and ends at once when the network is back', async () => {
  const setup = createRelaySetup()
  const { statuses } = watch(setup)
  await setup.advance(1_000)
  await act(async () => setup.page.goOffline())
  setup.simulator.faults.kick()
  await setup.advance(10_000)
  expect(statuses.at(-1)).toBe('disconnected: offline')
  await act(async () => setup.page.goOnline())
  await setup.advance(200)
  expect(statuses.at(-1)).toBe('connected')
})

test('No timer is left once nobody looks, whatever the connection was in', async () => {
  const setup = createRelaySetup()
  const { unmount } = watch(setup, { isStrict: true })
  await setup.advance(1_000)
  setup.simulator.faults.drop()
  await setup.advance(1_000)
  unmount()
  await setup.advance(3_100)
  expect(setup.timers()).toBe(0)
  expect(setup.page.watchers()).toBe(0)
})

test('useConnectionStatus names the client’s first protocol unless another is asked for', async () => {
  const setup = createRelaySetup()
  const testnet = createRelaySimulator({ clock: setup.clock })
  const onwire = createOnwire({
    protocols: [relay(toRelayOptions(setup.simulator)), relay({ ...toRelayOptions(testnet), network: 'testnet' })],
    environment: setup.onwire.environment,
  })
  const { requestId } = testnet.start('abandoned-quote')
  const { result } = renderHook(
    () => {
      useRelayStatus({ requestId, protocolId: 'relay-testnet' })
      return [useConnectionStatus().status, useConnectionStatus({ protocolId: 'relay-testnet' }).status]
    },
    {
      wrapper: ({ children }) => (
        <QueryClientProvider client={setup.queryClient}>
          <OnwireProvider client={onwire}>{children}</OnwireProvider>
        </QueryClientProvider>
      ),
    },
  )
  await setup.advance(1_000)
  expect(result.current).toEqual(['idle', 'connected'])
})

import { renderHook } from '@testing-library/react'
import { useRelayChains } from 'onwire/relay'
import { expect, test } from 'vitest'
import { createRelayWorld } from './support/relayWorld.js'

test('tells the chains that Relay knows, with their explorers', async () => {
  const world = createRelayWorld()
  const { result } = renderHook(() => useRelayChains().data, { wrapper: world.Providers })
  expect(result.current).toBeUndefined()
  await world.advance(100)
  expect(result.current?.find(({ id }) => id === 8453)).toMatchObject({
    id: 8453,
    explorerUrl: expect.stringMatching(/^https:/),
  })
})

test('asks once, however many ask, and opens no socket', async () => {
  const world = createRelayWorld()
  const use = () => useRelayChains().data?.length
  renderHook(() => [use(), use(), use()], { wrapper: world.Providers })
  await world.advance(10_000)
  renderHook(use, { wrapper: world.Providers })
  await world.advance(10_000)
  expect(world.simulator.counters).toMatchObject({ restRequests: 1, socketsOpened: 0 })
})

test('asks nothing where it is disabled', async () => {
  const world = createRelayWorld()
  renderHook(() => useRelayChains({ enabled: false }).data, { wrapper: world.Providers })
  await world.advance(10_000)
  expect(world.simulator.counters.restRequests).toBe(0)
})

import { useQuery } from '@tanstack/react-query'
import { renderHook } from '@testing-library/react'
import { type LiveError, type LiveFeed, type LiveState, OnwireError } from 'onwire'
import { relayStatusQueryOptions, type useRelayChains, useRelayStatus } from 'onwire/relay'
import { expect, expectTypeOf, test } from 'vitest'
import { createRelaySetup } from './support/relaySetup.js'

test('Why a request failed is an OnwireError, whose code a hook’s reader can look at', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  setup.simulator.faults.breakRest('error')
  const { result } = renderHook(() => useRelayStatus({ requestId }).error, { wrapper: setup.Providers })
  await setup.advance(1_000)
  const code: string | undefined = result.current?.code
  expect(code).toBe('REQUEST_FAILED')
  expect(result.current).toBeInstanceOf(OnwireError)
})

test('What the app’s own select throws stays what it is, and has no code', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const thrown = new TypeError('the app’s own')
  const select = (): string => {
    throw thrown
  }
  const { result } = renderHook(() => useRelayStatus({ requestId, query: { select } }).error, {
    wrapper: setup.Providers,
  })
  await setup.advance(1_000)
  expect(result.current).toBe(thrown)
  expect(result.current?.code).toBeUndefined()
})

test('Every hook, and every query with our options, has such an error', () => {
  expectTypeOf<OnwireError>().toExtend<LiveError>()
  expectTypeOf<LiveState<string>['error']>().toEqualTypeOf<LiveError | null>()
  expectTypeOf<LiveFeed<string>['error']>().toEqualTypeOf<LiveError | null>()
  expectTypeOf<ReturnType<typeof useRelayChains>['error']>().toEqualTypeOf<LiveError | null>()
  const useOwn = (client: Parameters<typeof relayStatusQueryOptions>[0]) =>
    useQuery(relayStatusQueryOptions(client, { requestId: '0x1' }))
  expectTypeOf<ReturnType<typeof useOwn>['error']>().toEqualTypeOf<LiveError | null>()
})

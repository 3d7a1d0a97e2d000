import { renderHook } from '@testing-library/react'
import { useRelayStatus } from 'onwire/relay'
import { StrictMode } from 'react'
import { expect, test, vi } from 'vitest'
import { catchUncaught } from './support/catchUncaught.js'
import { createRelaySetup, type RelaySetup } from './support/relaySetup.js'

interface Received {
  readonly updates: string[]
  readonly ends: string[]
  /** Both, in the order in which they came. */
  readonly all: string[]
}

function follow(setup: RelaySetup, requestId: string, options: { readonly isStrict?: boolean } = {}) {
  const received: Received = { updates: [], ends: [], all: [] }
  const hook = renderHook(
    (id: string) => {
      const { data } = useRelayStatus({
        requestId: id,
        onUpdate({ status }) {
          received.updates.push(status)
          received.all.push(`update ${status}`)
        },
        onSettled({ status }) {
          received.ends.push(status)
          received.all.push(`end ${status}`)
        },
      })
      return data?.status
    },
    {
      initialProps: requestId,
      wrapper: ({ children }) => {
        const providers = <setup.Providers>{children}</setup.Providers>
        return options.isStrict ? <StrictMode>{providers}</StrictMode> : providers
      },
    },
  )
  return { ...hook, ...received }
}

test('onUpdate is told of each change once, and onSettled of the end after it', async () => {
  const setup = createRelaySetup()
  const { all } = follow(setup, setup.simulator.start('happy-path').requestId)
  await setup.advance(20_000)
  expect(all).toEqual(['update waiting', 'update pending', 'update submitted', 'update success', 'end success'])
})

test('Inline callbacks subscribe nothing anew, however often it renders', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const { rerender, updates } = follow(setup, requestId)
  for (let count = 0; count < 20; count += 1) {
    rerender(requestId)
    await setup.advance(200)
  }
  expect(updates).toEqual(['waiting', 'pending', 'submitted'])
  expect(setup.simulator.counters).toMatchObject({
    socketsOpened: 1,
    subscribes: { [requestId]: 1 },
    statusRequests: { [requestId]: 2 },
  })
})

test('The callbacks of the newest render are called', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const received: string[] = []
  const { rerender } = renderHook(
    (name: string) => void useRelayStatus({ requestId, onUpdate: ({ status }) => received.push(`${name} ${status}`) }),
    { wrapper: setup.Providers, initialProps: 'first' },
  )
  await setup.advance(1_000)
  rerender('second')
  await setup.advance(1_000)
  expect(received).toEqual(['first waiting', 'second pending'])
})

test('onSettled runs once under StrictMode and through any number of renders', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const { ends, rerender } = follow(setup, requestId, { isStrict: true })
  await setup.advance(6_000)
  for (let count = 0; count < 5; count += 1) rerender(requestId)
  await setup.advance(60_000)
  expect(ends).toEqual(['success'])
})

test('onSettled runs once for an id that comes again', async () => {
  const setup = createRelaySetup()
  const first = setup.simulator.start('happy-path').requestId
  const second = setup.simulator.start('same-chain').requestId
  const { ends, rerender } = follow(setup, first)
  await setup.advance(6_000)
  rerender(second)
  await setup.advance(1_000)
  rerender(first)
  await setup.advance(30_000)
  rerender(second)
  await setup.advance(30_000)
  expect(ends).toEqual(['success', 'success'])
})

test('onSettled runs once at the mount where the end had been reached before, also under StrictMode', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  await setup.advance(10_000)
  const unseen = follow(setup, requestId, { isStrict: true })
  await setup.advance(10_000)
  expect(unseen.ends).toEqual(['success'])
  const seen = follow(setup, requestId, { isStrict: true })
  await setup.advance(10_000)
  expect(seen.ends).toEqual(['success'])
  expect(unseen.ends).toEqual(['success'])
})

test('A failure is provisional: the refund after it is the one end that is told', async () => {
  const setup = createRelaySetup()
  const { ends, result, updates } = follow(setup, setup.simulator.start('late-refund').requestId)
  await setup.advance(20_000)
  expect(result.current).toBe('failure')
  expect(ends).toEqual([])
  await setup.advance(10_000)
  expect(updates.slice(-2)).toEqual(['failure', 'refund'])
  expect(ends).toEqual(['refund'])
})

test('A failure that nothing follows is the end after ten minutes', async () => {
  const setup = createRelaySetup()
  const { ends, unmount } = follow(setup, setup.simulator.start('failure').requestId)
  await setup.advance(9 * 60_000)
  expect(ends).toEqual([])
  await setup.advance(2 * 60_000)
  expect(ends).toEqual(['failure'])
  // A late refund is waited for as long as somebody looks.
  expect(setup.timers()).toBe(1)
  unmount()
  await setup.advance(10_000)
  expect(setup.timers()).toBe(0)
})

test('A callback that throws harms nobody', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const uncaught = catchUncaught()
  const { result } = renderHook(
    () =>
      useRelayStatus({
        requestId,
        onUpdate() {
          throw new Error('of the app')
        },
      }).data?.status,
    { wrapper: setup.Providers },
  )
  await setup.advance(6_000)
  expect(result.current).toBe('success')
  expect(uncaught()).toHaveLength(4)
})

test('A callback that is given later hears what comes from then on, and of the end where it was there before', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const onUpdate = vi.fn<(data: { readonly status: string }) => void>()
  const onSettled = vi.fn<(data: { readonly status: string }) => void>()
  const { rerender } = renderHook((callbacks: object) => useRelayStatus({ requestId, ...callbacks }).data, {
    initialProps: {},
    wrapper: setup.Providers,
  })
  await setup.advance(2_500)
  rerender({ onUpdate })
  await setup.advance(20_000)
  expect(onUpdate.mock.calls.map(([{ status }]) => status).at(-1)).toBe('success')
  rerender({ onUpdate, onSettled })
  expect(onSettled.mock.calls.map(([{ status }]) => status)).toEqual(['success'])
  rerender({})
  rerender({ onSettled })
  expect(onSettled).toHaveBeenCalledOnce()
})

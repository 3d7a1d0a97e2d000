import { renderHook } from '@testing-library/react'
import { useRelayStatus } from 'onwire/relay'
import { StrictMode } from 'react'
import { expect, test } from 'vitest'
import { createRelayWorld, type RelayWorld } from './support/relaySetup.js'

interface Told {
  readonly updates: string[]
  readonly ends: string[]
  /** Both, in the order in which they came. */
  readonly all: string[]
}

function follow(world: RelayWorld, requestId: string, options: { readonly isStrict?: boolean } = {}) {
  const told: Told = { updates: [], ends: [], all: [] }
  const hook = renderHook(
    (id: string) => {
      const { data } = useRelayStatus({
        requestId: id,
        onUpdate({ status }) {
          told.updates.push(status)
          told.all.push(`update ${status}`)
        },
        onSettled({ status }) {
          told.ends.push(status)
          told.all.push(`end ${status}`)
        },
      })
      return data?.status
    },
    {
      initialProps: requestId,
      wrapper: ({ children }) => {
        const providers = <world.Providers>{children}</world.Providers>
        return options.isStrict ? <StrictMode>{providers}</StrictMode> : providers
      },
    },
  )
  return { ...hook, ...told }
}

test('onUpdate is told of each change once, and onSettled of the end after it', async () => {
  const world = createRelayWorld()
  const { all } = follow(world, world.simulator.start('happy-path').requestId)
  await world.advance(20_000)
  expect(all).toEqual(['update waiting', 'update pending', 'update submitted', 'update success', 'end success'])
})

test('Inline callbacks subscribe nothing anew, however often it renders', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start('happy-path')
  const { rerender, updates } = follow(world, requestId)
  for (let count = 0; count < 20; count += 1) {
    rerender(requestId)
    await world.advance(200)
  }
  expect(updates).toEqual(['waiting', 'pending', 'submitted'])
  expect(world.simulator.counters).toMatchObject({
    socketsOpened: 1,
    subscribes: { [requestId]: 1 },
    statusRequests: { [requestId]: 2 },
  })
})

test('The callbacks of the newest render are called', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start('happy-path')
  const told: string[] = []
  const { rerender } = renderHook(
    (name: string) => void useRelayStatus({ requestId, onUpdate: ({ status }) => told.push(`${name} ${status}`) }),
    { wrapper: world.Providers, initialProps: 'first' },
  )
  await world.advance(1_000)
  rerender('second')
  await world.advance(1_000)
  expect(told).toEqual(['first waiting', 'second pending'])
})

test('onSettled runs once under StrictMode and through any number of renders', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start('happy-path')
  const { ends, rerender } = follow(world, requestId, { isStrict: true })
  await world.advance(6_000)
  for (let count = 0; count < 5; count += 1) rerender(requestId)
  await world.advance(60_000)
  expect(ends).toEqual(['success'])
})

test('onSettled runs once for an id that comes again', async () => {
  const world = createRelayWorld()
  const first = world.simulator.start('happy-path').requestId
  const second = world.simulator.start('same-chain').requestId
  const { ends, rerender } = follow(world, first)
  await world.advance(6_000)
  rerender(second)
  await world.advance(1_000)
  rerender(first)
  await world.advance(30_000)
  rerender(second)
  await world.advance(30_000)
  expect(ends).toEqual(['success', 'success'])
})

test('onSettled runs once at the mount where the end had been reached before, also under StrictMode', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start('happy-path')
  await world.advance(10_000)
  const unseen = follow(world, requestId, { isStrict: true })
  await world.advance(10_000)
  expect(unseen.ends).toEqual(['success'])
  const seen = follow(world, requestId, { isStrict: true })
  await world.advance(10_000)
  expect(seen.ends).toEqual(['success'])
  expect(unseen.ends).toEqual(['success'])
})

test('A failure is provisional: the refund after it is the one end that is told', async () => {
  const world = createRelayWorld()
  const { ends, result, updates } = follow(world, world.simulator.start('late-refund').requestId)
  await world.advance(20_000)
  expect(result.current).toBe('failure')
  expect(ends).toEqual([])
  await world.advance(10_000)
  expect(updates.slice(-2)).toEqual(['failure', 'refund'])
  expect(ends).toEqual(['refund'])
})

test('A failure that nothing follows is the end after ten minutes', async () => {
  const world = createRelayWorld()
  const { ends } = follow(world, world.simulator.start('failure').requestId)
  await world.advance(9 * 60_000)
  expect(ends).toEqual([])
  await world.advance(2 * 60_000)
  expect(ends).toEqual(['failure'])
  expect(world.timers()).toBe(0)
})

test('A callback that throws harms nobody', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start('happy-path')
  const thrown: unknown[] = []
  const note = (error: unknown) => thrown.push(error)
  process.prependListener('uncaughtException', note)
  const listeners = process.listeners('uncaughtException').filter((listener) => listener !== note)
  for (const listener of listeners) process.removeListener('uncaughtException', listener)
  const { result } = renderHook(
    () =>
      useRelayStatus({
        requestId,
        onUpdate() {
          throw new Error('of the app')
        },
      }).data?.status,
    { wrapper: world.Providers },
  )
  await world.advance(6_000)
  await new Promise((resolve) => setTimeout(resolve))
  process.removeListener('uncaughtException', note)
  for (const listener of listeners) process.on('uncaughtException', listener)
  expect(result.current).toBe('success')
  expect(thrown).toHaveLength(4)
})

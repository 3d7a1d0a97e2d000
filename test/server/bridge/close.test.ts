import { memoryBus, type Bus } from 'onwire/server'
import { expect, test } from 'vitest'
import { createBridgeSetup, readEvents, settle, toEventsRequest, toTopic } from './support/bridgeSetup.js'

const id = `0x${'ef'.repeat(32)}`

/** A bus that is left when it is told so. */
function createSlowBus() {
  const inner = memoryBus()
  const state = { isLeaving: false, leave: () => {}, fail: () => {} }
  const bus: Bus = {
    join(instance, on) {
      const member = inner.join(instance, on)
      return {
        ...member,
        async leave() {
          state.isLeaving = true
          await new Promise<void>((resolve, reject) => {
            state.leave = resolve
            state.fail = () => reject(new Error('ECONNRESET'))
          })
          await member.leave()
        },
      }
    },
  }
  return { bus, state }
}

function close(options: Parameters<typeof createBridgeSetup>[0]) {
  const setup = createBridgeSetup(options)
  const closing = { isOver: false, done: setup.bridge.close() }
  void closing.done.then(() => (closing.isOver = true))
  return { ...setup, closing }
}

test('Close resolves once the bus was left; all else has ended when it returns', async () => {
  const { bus, state } = createSlowBus()
  const { bridge, timers } = createBridgeSetup({ bus })
  const reader = readEvents(await bridge.fetch(toEventsRequest([toTopic(id)])))
  await settle()
  const closing = bridge.close()
  expect(bridge.close()).toBe(closing)
  expect(state.isLeaving).toBe(true)
  expect((await bridge.fetch(toEventsRequest([toTopic(id)]))).status).toBe(503)
  await settle()
  expect(reader.state.isOver).toBe(true)
  let isOver = false
  void closing.then(() => (isOver = true))
  await settle()
  expect(isOver).toBe(false)
  state.leave()
  await closing
  expect(timers()).toBe(0)
})

test('A bus that hangs is waited for 5 s, and one that fails no longer', async () => {
  const { bus } = createSlowBus()
  const { clock, closing, timers } = close({ bus })
  await clock.advanceAsync(4_900)
  expect(closing.isOver).toBe(false)
  await clock.advanceAsync(200)
  expect([closing.isOver, timers()]).toEqual([true, 0])
  const failing = createSlowBus()
  const other = close({ bus: failing.bus })
  failing.state.fail()
  await settle()
  expect([other.closing.isOver, other.timers()]).toEqual([true, 0])
})

test('A bus whose leave answers nothing is left at once', async () => {
  const { bridge, timers } = createBridgeSetup()
  await expect(bridge.close()).resolves.toBeUndefined()
  expect(timers()).toBe(0)
})

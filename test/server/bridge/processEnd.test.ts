import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { createBridgeSetup, readEvents, settle, toEventsRequest, toTopic } from './support/bridgeSetup.js'

const id = `0x${'ab'.repeat(32)}`

/** The listeners of the test runner, which are none of the bridge's. */
function withoutOthers() {
  const others = process.listeners('SIGTERM')
  process.removeAllListeners('SIGTERM')
  onTestFinished(() => {
    process.removeAllListeners('SIGTERM')
    for (const other of others) process.on('SIGTERM', other)
  })
  return vi.spyOn(process, 'kill').mockReturnValue(true)
}

const open = async (bridge: ReturnType<typeof createBridgeSetup>['bridge']) =>
  readEvents(await bridge.fetch(toEventsRequest([toTopic(id)])))

afterEach(() => void vi.restoreAllMocks())

test('A process that is asked to end has its streams closed, and gets the signal again where nobody else listens', async () => {
  const kill = withoutOthers()
  const { bridge, start } = createBridgeSetup()
  const other = start()
  expect(process.listenerCount('SIGTERM')).toBe(0)
  const readers = [await open(bridge), await open(other), await open(bridge)]
  expect(process.listenerCount('SIGTERM')).toBe(2)
  process.emit('SIGTERM', 'SIGTERM')
  await settle()
  expect(readers.map(({ state }) => state.isOver)).toEqual([true, true, true])
  expect(kill.mock.calls).toEqual([[process.pid, 'SIGTERM']])
  expect(process.listenerCount('SIGTERM')).toBe(0)
})

test('The first process of a container ends itself: it gets no signal that it does not listen to', async () => {
  const kill = withoutOthers()
  const exit = vi.fn<() => void>()
  const { listeners, off, prependListener } = process
  const bound = {
    listeners: listeners.bind(process),
    off: off.bind(process),
    prependListener: prependListener.bind(process),
  }
  vi.stubGlobal('process', { ...bound, env: process.env, pid: 1, kill: process.kill, exit })
  onTestFinished(() => void vi.unstubAllGlobals())
  const { bridge } = createBridgeSetup()
  const reader = await open(bridge)
  vi.unstubAllGlobals()
  process.emit('SIGTERM', 'SIGTERM')
  await settle()
  expect([reader.state.isOver, exit.mock.calls, kill.mock.calls]).toEqual([true, [[143]], []])
})

test.each(['before the bridge', 'after it'])(
  'An app that listens itself, %s, decides when its process ends',
  async (when) => {
    const kill = withoutOthers()
    const { bridge } = createBridgeSetup()
    if (when === 'before the bridge') process.once('SIGTERM', () => {})
    const reader = await open(bridge)
    if (when === 'after it') process.once('SIGTERM', () => {})
    process.emit('SIGTERM', 'SIGTERM')
    await settle()
    expect([reader.state.isOver, kill.mock.calls]).toEqual([true, []])
  },
)

test('A bridge that was closed, or was told not to, leaves no listener', async () => {
  withoutOthers()
  const { bridge, start } = createBridgeSetup()
  await open(bridge)
  await bridge.close()
  await open(start({ signal: false }))
  expect(process.listenerCount('SIGTERM')).toBe(0)
})

test('An edge runtime, whose process can’t be listened to, is left alone', async () => {
  const listen = vi.spyOn(process, 'prependListener')
  vi.stubGlobal('WebSocket', vi.fn())
  vi.stubGlobal('process', { env: {} })
  onTestFinished(() => void vi.unstubAllGlobals())
  const { bridge } = createBridgeSetup()
  const reader = await open(bridge)
  vi.unstubAllGlobals()
  expect([reader.state.isOver, listen.mock.calls]).toEqual([false, []])
})

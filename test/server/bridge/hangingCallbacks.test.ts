import { expect, onTestFinished, test, vi } from 'vitest'
import {
  createBridgeSetup,
  readEvents,
  settle,
  toEventsRequest,
  toSnapshotRequest,
  toTopic,
} from './support/bridgeSetup.js'

const id = `0x${'ab'.repeat(32)}`
const never = () => new Promise<never>(() => {})

test.each(['authorize', 'authenticate'])('A client that hangs up while %s hangs gives its place back', async (name) => {
  let isHanging = true
  const answer = async () => (isHanging ? never() : true)
  const callbacks = name === 'authorize' ? { authorize: answer } : { authenticate: answer, authorize: () => true }
  const { bridge } = createBridgeSetup({ ...callbacks, limits: { readers: 1 } })
  const client = new AbortController()
  const first = bridge.fetch(toEventsRequest([toTopic(id)], undefined, { signal: client.signal }))
  await settle()
  expect((await bridge.fetch(toEventsRequest([toTopic(id)]))).status).toBe(429)
  client.abort()
  expect((await first).status).toBe(499)
  isHanging = false
  expect((await bridge.fetch(toEventsRequest([toTopic(id)]))).status).toBe(200)
})

test('A callback that hangs ends with its limit: nobody is known then, no topic is allowed, and its signal says so', async () => {
  const signals: AbortSignal[] = []
  const setup = createBridgeSetup({
    callbackMs: 5_000,
    limits: { readers: 1 },
    authorize(_request, _topic, _user, signal) {
      signals.push(signal)
      return never()
    },
  })
  const { bridge, clock, diagnostics } = setup
  const stream = bridge.fetch(toEventsRequest([toTopic(id)]))
  await settle()
  await clock.advanceAsync(5_000)
  const reader = readEvents(await stream)
  await settle()
  expect(reader.events).toMatchObject([{ event: 'refused', received: { code: 'FORBIDDEN' } }])
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  expect(diagnostics).toMatchObject([{ code: 'AUTHORIZE_FAILED', cause: { name: 'TimeLimitError' } }])
  await reader.stop()
  const nobody = setup.start({ callbackMs: 5_000, authenticate: never, authorize: () => true })
  const answer = nobody.fetch(toSnapshotRequest(id))
  await settle()
  await clock.advanceAsync(5_000)
  expect((await answer).status).toBe(503)
})

test('A stream with two hundred topics, whose callbacks take their time, is no warning of Node’s', async () => {
  const warnings: string[] = []
  const listen = ({ message, name }: Error) => warnings.push(`${name}: ${message}`)
  process.on('warning', listen)
  onTestFinished(() => void process.off('warning', listen))
  const open: (() => void)[] = []
  const { bridge } = createBridgeSetup({
    authorize: () => new Promise<boolean>((resolve) => open.push(() => resolve(true))),
  })
  const topics = Array.from({ length: 200 }, (_, index) => toTopic(`0x${index.toString(16).padStart(64, '0')}`))
  const client = new AbortController()
  // As `toNodeHandler()` makes it.
  const request = toEventsRequest(topics)
  Object.defineProperty(request, 'signal', { value: client.signal })
  const stream = bridge.fetch(request)
  await vi.waitFor(() => expect(open).toHaveLength(200))
  for (const allow of open) allow()
  const reader = readEvents(await stream)
  await vi.waitFor(() => expect(reader.eventNames().filter((name) => name === 'subscribed')).toHaveLength(200))
  await reader.stop()
  expect(warnings).toEqual([])
})

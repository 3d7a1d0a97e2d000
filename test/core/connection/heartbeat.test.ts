import { expect, test } from 'vitest'
import { createHeartbeat } from '../../../src/core/connection/heartbeat.js'
import type { Topic } from '../../../src/core/contract/topic.js'
import { createTestEnvironment } from '../../support/environment.js'
import { follow } from '../support/followed.js'
import type { NoteTopic } from '../support/scriptedService.js'

function start() {
  const { clock, environment, timers } = createTestEnvironment()
  const received: string[] = []
  const startedAt = clock.now()
  const create = createHeartbeat<Topic, string>({
    everyMs: 15_000,
    silenceMs: 25_000,
    frames: (topics, nth) => ['ping', ...(nth % 2 === 0 ? [`join ${topics.length}`] : [])],
  })
  const heartbeat = create({
    clock: environment.clock,
    getTopics: () => [{ kind: 'a' }],
    send: (frame) => received.push(`${frame} at ${clock.now() - startedAt}`),
    readyMs: 0,
    report: () => {},
    publish: ({ latencyMs }) => received.push(`latency ${latencyMs}`),
    end: () => received.push(`dead at ${clock.now() - startedAt}`),
  })
  return { heartbeat, timers, received, wait: (ms: number) => clock.advanceAsync(ms) }
}

test('A heartbeat pings in time, says again every second time, and leaves no timer behind', async () => {
  const { heartbeat, timers, received, wait } = start()
  await wait(15_000)
  heartbeat.hear(true)
  await wait(15_000)
  expect(received).toEqual(['ping at 15000', 'latency 0', 'ping at 30000', 'join 1 at 30000'])
  heartbeat.stop()
  expect(timers()).toBe(0)
})

test('A heartbeat measures from the ping to its answer; nothing else is one, and a second one measures nothing', async () => {
  const { heartbeat, received, wait } = start()
  await wait(15_000)
  await wait(40)
  heartbeat.hear(false)
  await wait(2)
  heartbeat.hear(true)
  heartbeat.hear(true)
  expect(received).toEqual(['ping at 15000', 'latency 42'])
})

test('A link that brings nothing is dead, counted from what it brought last', async () => {
  const { heartbeat, received, wait } = start()
  await wait(20_000)
  heartbeat.hear(false)
  await wait(24_999)
  expect(received.filter((word) => word.startsWith('dead'))).toEqual([])
  await wait(1)
  expect(received).toContain('dead at 45000')
})

test('A heartbeat watches alone where the service pings', async () => {
  const { clock, environment, timers } = createTestEnvironment()
  const received: string[] = []
  const heartbeat = createHeartbeat<Topic, string>({ silenceMs: 90_000 })({
    clock: environment.clock,
    getTopics: () => [],
    send: (frame) => received.push(frame),
    readyMs: 0,
    report: () => {},
    publish: () => received.push('latency'),
    end: () => received.push('dead'),
  })
  await clock.advanceAsync(60_000)
  heartbeat.hear(false)
  await clock.advanceAsync(89_999)
  expect(received).toEqual([])
  await clock.advanceAsync(1)
  expect(received).toEqual(['dead'])
  heartbeat.stop()
  expect(timers()).toBe(0)
})

test('An engine leaves a dead link for a new one, and tells the latency', async () => {
  const setup = follow()
  const heartbeat = createHeartbeat<NoteTopic, string>({
    everyMs: 15_000,
    silenceMs: 25_000,
    frames: () => ['ping'],
  })
  Object.assign(setup.service.protocol.live, { heartbeat })
  setup.service.answer = () => ({ at: 1, word: 'one' })
  setup.watch('a')
  await setup.wait(0)
  setup.greet('a')
  await setup.wait(15_000)
  expect(setup.service.last().sent).toEqual(['+a', 'ping'])
  expect(setup.engine.getConnection()).toEqual({ status: 'connected' })
  await setup.wait(7)
  setup.service.last().say('pong')
  expect(setup.engine.getConnection()).toEqual({ status: 'connected', latencyMs: 7 })
  await setup.wait(25_000)
  expect(setup.engine.getConnection()).toEqual({ status: 'reconnecting' })
  await setup.wait(5_000)
  expect(setup.service.links).toHaveLength(2)
})

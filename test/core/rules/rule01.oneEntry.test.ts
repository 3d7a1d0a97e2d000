import { expect, test } from 'vitest'
import { createRelaySetup } from '../support/relaySetup.js'
import { toScenario } from '../support/toScenario.js'

// The cache's side of this rule is held in test/react/writers.test.tsx; here is the engine's.

test('Socket and poll are two writers of one value, both through the merge', async () => {
  const { engine, follow, simulator, wait } = createRelaySetup()
  const { requestId } = simulator.start(
    toScenario(
      { at: 0, status: 'waiting' },
      { at: 2_000, status: 'pending', delayPollMs: 60_000 },
      { at: 4_000, status: 'submitted', push: false },
    ),
  )
  const { status, statuses, topic } = follow(requestId)
  await wait(3_000)
  expect(status()).toBe('pending')
  expect((await Promise.all([engine.topic(topic).snapshot(), wait(100)]))[0].status).toBe('pending')
  await wait(2_000)
  await Promise.all([engine.topic(topic).snapshot(), wait(100)])
  expect(statuses()).toEqual(['waiting', 'pending', 'submitted'])
})

test('What others write is merged: older values get the newest back, newer ones are taken, in any order', async () => {
  const { engine, follow, simulator, wait } = createRelaySetup()
  const { requestId } = simulator.start('happy-path')
  const { topic } = follow(requestId)
  await wait(1_000)
  const old = engine.topic(topic).getData()
  await wait(1_000)
  const newest = engine.topic(topic).getData()
  expect([old?.status, newest?.status]).toEqual(['waiting', 'pending'])
  expect(engine.topic(topic).reconcile(old)).toEqual(newest)
  expect(engine.topic(topic).reconcile(newest)).toBe(newest)
  expect(engine.topic(topic).getData()).toEqual(newest)
})

test('The newest value outlives its last watcher, and meets the next one', async () => {
  const { engine, follow, simulator, wait } = createRelaySetup()
  const { requestId } = simulator.start(toScenario({ at: 0, status: 'waiting' }, { at: 2_000, status: 'submitted' }))
  const first = follow(requestId)
  await wait(1_000)
  const old = engine.topic(first.topic).getData()
  await wait(1_500)
  first.stop()
  await wait(60_000)
  const { status } = follow(requestId)
  expect(status()).toBe('submitted')
  expect(engine.topic(first.topic).reconcile(old)).toMatchObject({ status: 'submitted' })
})

test('Values are plain JSON', async () => {
  const { engine, follow, simulator, wait } = createRelaySetup()
  const { requestId } = simulator.start('happy-path')
  const { topic } = follow(requestId)
  await wait(10_000)
  const data = engine.topic(topic).getData()
  expect(JSON.parse(JSON.stringify(data))).toEqual(data)
})

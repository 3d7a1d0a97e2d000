import { notifyManager, QueryClient } from '@tanstack/react-query'
import { createOnwire, watchLiveState } from 'onwire'
import { createAskJson, isInteger, type Protocol, toRecord } from 'onwire/protocol'
import { expect, onTestFinished, test } from 'vitest'
import { createTestEnvironment } from '../support/environment.js'

notifyManager.setScheduler(queueMicrotask)

interface CounterTopic {
  readonly kind: 'counter'
  readonly name: string
}

/** A protocol of somebody's own, which is polled alone: a counter that ends at three. */
function counter(fetch: typeof globalThis.fetch): Protocol<CounterTopic, number> {
  const ask = createAskJson('counter', 'https://counter.example', {}, { fetch })
  const toCount = (answer: unknown) => {
    const { count } = toRecord(answer)
    return isInteger(count) ? count : undefined
  }
  return {
    id: 'counter',
    name: 'counter',
    key: ({ name }) => name,
    check: () => undefined,
    stateOf: () => ({
      fetch: ({ name }, { request }) => request((signal) => ask(`/${name}`, {}, toCount, signal)),
      merge: (previous = 0, next) => Math.max(previous, next),
      hasMoved: (from, to) => to > from,
      finality: (count) => (count < 3 ? 'open' : 'final'),
      revive: (value) => (isInteger(value) ? value : undefined),
    }),
  }
}

test('A topic of a protocol without live is followed outside React, polled to its end, and asked for no more', async () => {
  const { clock, environment } = createTestEnvironment()
  let asked = 0
  const protocol = counter(() => Promise.resolve(Response.json({ count: (asked += 1) })))
  const onwire = createOnwire({ protocols: [protocol], environment, queryClient: new QueryClient() })
  onTestFinished(() => onwire.close())
  const seen: unknown[] = []
  const stop = watchLiveState(onwire, { protocol, topic: { kind: 'counter', name: 'a' } }, ({ data, isSettled }) => {
    if (seen.at(-1) !== `${data} ${isSettled}`) seen.push(`${data} ${isSettled}`)
  })
  await clock.advanceAsync(120_000)
  expect(seen).toEqual(['undefined false', '1 false', '2 false', '3 true'])
  expect(asked).toBe(3)
  stop()
})

test('Nobody is called once a watch is stopped', async () => {
  const { clock, environment } = createTestEnvironment()
  const protocol = counter(() => Promise.resolve(Response.json({ count: 1 })))
  const onwire = createOnwire({ protocols: [protocol], environment, queryClient: new QueryClient() })
  onTestFinished(() => onwire.close())
  const seen: unknown[] = []
  watchLiveState(onwire, { protocol, topic: { kind: 'counter', name: 'a' } }, ({ data }) => seen.push(data))()
  await clock.advanceAsync(60_000)
  expect(seen).toEqual([])
})

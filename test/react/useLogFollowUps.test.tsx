import { notifyManager, QueryClient } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import { createOnwire } from 'onwire'
import {
  covalent,
  type CovalentOptions,
  type LogEvent,
  toLogEventId,
  useLogFollowUps,
  type UseLogFollowUpsParameters,
} from 'onwire/covalent'
import { type CovalentScenario, createCovalentSimulator } from 'onwire/testing'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createTestEnvironment } from '../support/environment.js'
import { createProviders } from './support/createProviders.js'

notifyManager.setScheduler(queueMicrotask)

type Parameters = Omit<UseLogFollowUpsParameters<string>, 'chain' | 'call' | 'toKey'> &
  Partial<Pick<UseLogFollowUpsParameters<string>, 'call' | 'toKey'>>

const toStory = (...steps: CovalentScenario['steps']): CovalentScenario => ({
  name: 'of-this-test',
  title: '',
  description: '',
  steps,
  expect: { socketAlone: 'complete' },
})

/** A page that follows a contract's logs up, on a clock that is moved by hand. Each call is kept until it is answered. */
function createSetup(options: CovalentOptions = {}) {
  const { clock, environment, page } = createTestEnvironment()
  // The client's own beats go by the true clock.
  const simulator = createCovalentSimulator({ clock, seed: 7, beatMs: { sends: 0, wants: 0 } })
  const { apiUrl, fetch, url, WebSocket } = simulator
  const queryClient = new QueryClient()
  const onwire = createOnwire({ protocols: [covalent({ apiUrl, fetch, url, WebSocket, ...options })], environment })
  onTestFinished(() => {
    onwire.close()
    simulator.stop()
  })
  const calls: { readonly at: number; readonly key: string; readonly signal: AbortSignal }[] = []
  const call = (event: LogEvent, signal: AbortSignal) => {
    calls.push({ at: clock.now(), key: toLogEventId(event), signal })
    return Promise.resolve(`of ${toLogEventId(event)}`)
  }
  const wrapper = createProviders(onwire, queryClient)
  return {
    calls,
    clock,
    page,
    simulator,
    follow: (parameters: Parameters) =>
      renderHook(
        (own: Parameters) => useLogFollowUps({ chain: 1, call, toKey: toLogEventId, confirmations: 0, ...own }),
        { wrapper, initialProps: parameters },
      ),
    async advance(ms: number) {
      for (let left = ms; left > 0; left -= 50) await act(() => clock.advanceAsync(Math.min(50, left)))
    },
  }
}

const every = { timeout: 20_000 }

test('Each matching log is called for once, and its answer is shown beside it, newest first', every, async () => {
  const { advance, calls, follow, simulator } = createSetup()
  const { address, truth } = simulator.start(
    toStory({ at: 0, history: { logs: 12, blocks: 12 }, blockMs: 1_000, logsPerBlock: 1 }),
  )
  const isEven = (event: LogEvent) => (event.block_height % 2 === 0 ? toLogEventId(event) : undefined)
  const { rerender, result, unmount } = follow({ address, toKey: isEven })
  await advance(20_000)
  rerender({ address, toKey: (event) => isEven(event) })
  await advance(5_000)
  const matching = truth().filter(({ block_height }) => block_height % 2 === 0)
  expect(matching.length).toBeGreaterThan(8)
  const shown = result.current.filter(({ status }) => status === 'success')
  expect(shown.length).toBeGreaterThanOrEqual(matching.length - 2)
  for (const { data, event } of shown) expect(data).toBe(`of ${toLogEventId(event)}`)
  const heights = result.current.map(({ event }) => event.block_height)
  expect(heights).toEqual([...heights].sort((a, b) => b - a))
  expect(new Set(calls.map(({ key }) => key)).size).toBe(calls.length)
  // Somebody who comes later gets what is cached.
  const before = calls.length
  unmount()
  const later = follow({ address, toKey: isEven })
  await advance(500)
  expect(later.result.current.filter(({ status }) => status === 'success').length).toBeGreaterThan(8)
  expect(calls.length).toBeLessThanOrEqual(before + 1)
})

test('Logs that call for one thing share one call', every, async () => {
  const { advance, calls, follow, simulator } = createSetup()
  const { address } = simulator.start(toStory({ at: 0, history: { logs: 9, blocks: 9 } }))
  const { result } = follow({ address, toKey: () => 'the only one' })
  await advance(5_000)
  expect(calls).toHaveLength(1)
  expect(result.current.map(({ status }) => status)).toEqual(Array.from({ length: 9 }, () => 'success'))
})

test('No more calls are made than the endpoint’s budget has, nor for more logs than are looked at', every, async () => {
  const { advance, calls, follow, simulator } = createSetup({ requestsPerMinute: 20, socket: false })
  const { address } = simulator.start(toStory({ at: 0, history: { logs: 60, blocks: 60 } }))
  follow({ address, limit: 30 })
  await advance(59_000)
  expect(calls.length).toBeGreaterThan(5)
  expect(calls.length + simulator.counters.restRequests).toBeLessThanOrEqual(20)
  await advance(180_000)
  expect(calls).toHaveLength(30)
})

test('A log is called for only once so many blocks stand on its own', every, async () => {
  const { advance, calls, clock, follow, simulator } = createSetup()
  const { address } = simulator.start(toStory({ at: 0, blockMs: 1_000 }, { at: 3_000, burst: 1 }))
  const { result } = follow({ address, confirmations: 5 })
  await advance(6_000)
  expect(result.current.map(({ status }) => status)).toEqual(['waiting'])
  expect(calls).toEqual([])
  const since = clock.now()
  await advance(60_000)
  expect(result.current.map(({ status }) => status)).toEqual(['success'])
  expect(calls[0]?.at).toBeGreaterThan(since)
})

test('By default a log is called for once the service’s own answers have confirmed it', every, async () => {
  const { advance, calls, follow, simulator } = createSetup()
  const { address } = simulator.start(toStory({ at: 0, blockMs: 2_000 }, { at: 4_000, burst: 1 }))
  const { result } = follow({ address, confirmations: undefined })
  await advance(20_000)
  expect(result.current.map(({ status }) => status)).toEqual(['waiting'])
  await advance(160_000)
  expect(result.current.map(({ status }) => status)).toEqual(['success'])
  expect(calls).toHaveLength(1)
})

test('A call that fails is made twice more, and then says why', every, async () => {
  const { advance, follow, simulator } = createSetup()
  const { address } = simulator.start(toStory({ at: 0, history: { logs: 2, blocks: 2 } }))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const tries = new Map<string, number>()
  const call = (event: LogEvent) => {
    const key = toLogEventId(event)
    const count = (tries.get(key) ?? 0) + 1
    tries.set(key, count)
    const isWell = key === [...tries.keys()][0] && count === 2
    return isWell ? Promise.resolve('at last') : Promise.reject(new Error('The app’s server is away'))
  }
  const { result } = follow({ address, call })
  await advance(2_000)
  for (let second = 0; second < 10; second++) {
    await act(() => vi.advanceTimersByTimeAsync(1_000))
    await advance(1_000)
  }
  expect([...tries.values()].sort((a, b) => a - b)).toEqual([2, 3])
  expect(result.current.map(({ data, error, status }) => [status, data, error?.message])).toEqual(
    expect.arrayContaining([
      ['success', 'at last', undefined],
      ['error', undefined, 'The app’s server is away'],
    ]),
  )
})

test('A call under way is aborted once nobody looks any more', every, async () => {
  const { advance, follow, simulator } = createSetup({ socket: false })
  const { address } = simulator.start(toStory({ at: 0, history: { logs: 1, blocks: 1 } }))
  const signals: AbortSignal[] = []
  const call = (_event: LogEvent, signal: AbortSignal) => {
    signals.push(signal)
    return new Promise<string>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('Aborted by the page')))
    })
  }
  const { result, unmount } = follow({ address, call })
  await advance(3_000)
  expect(result.current[0]?.status).toBe('pending')
  expect(signals.map(({ aborted }) => aborted)).toEqual([false])
  unmount()
  await advance(100)
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
})

test('A log that the chain takes back before it was confirmed is never called for', every, async () => {
  const { advance, calls, follow, simulator } = createSetup()
  const { address, truth } = simulator.start(
    toStory({ at: 0, blockMs: 2_000 }, { at: 4_000, burst: 12 }, { at: 9_000, reorg: 6 }),
  )
  const { result } = follow({ address, confirmations: 8 })
  await advance(8_500)
  const before = result.current.map(({ event, status }) => [toLogEventId(event), status])
  expect(before.length).toBeGreaterThan(5)
  expect(new Set(before.map(([, status]) => status))).toEqual(new Set(['waiting']))
  await advance(120_000)
  const stands = truth().map(toLogEventId)
  const gone = before.flatMap(([id = '']) => (stands.includes(id) ? [] : [id]))
  expect(gone.length).toBeGreaterThan(0)
  expect(calls.map(({ key }) => key).filter((key) => gone.includes(key))).toEqual([])
  expect(result.current.map(({ event }) => toLogEventId(event)).sort()).toEqual([...stands].sort())
  expect(new Set(result.current.map(({ status }) => status))).toEqual(new Set(['success']))
})

test('A call under way is aborted once its log has left the chain', every, async () => {
  const { advance, follow, page, simulator } = createSetup()
  const { address, truth } = simulator.start(
    toStory({ at: 0, blockMs: 2_000 }, { at: 4_000, burst: 12 }, { at: 9_000, reorg: 6 }),
  )
  const signals = new Map<string, AbortSignal>()
  const call = (event: LogEvent, signal: AbortSignal) => {
    signals.set(toLogEventId(event), signal)
    return new Promise<string>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('Aborted by the page')))
    })
  }
  follow({ address, call })
  await advance(8_500)
  expect([...signals.values()].every(({ aborted }) => !aborted)).toBe(true)
  await advance(700)
  // It asks at once, before a request's own limit of 10 s.
  page.wake()
  await advance(1_000)
  const stands = truth().map(toLogEventId)
  const gone = [...signals].filter(([id]) => !stands.includes(id))
  expect(gone.length).toBeGreaterThan(0)
  expect(gone.every(([, { aborted }]) => aborted)).toBe(true)
})

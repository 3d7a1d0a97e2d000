import { notifyManager, QueryClient } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import { createOnwire, type LiveFeedSnapshot } from 'onwire'
import {
  covalent,
  type LogEvent,
  toLogEventId,
  useLogEvents,
  watchLogEvents,
  type WatchLogEventsParameters,
} from 'onwire/covalent'
import { type CovalentLogEvent, covalentScenarios, createCovalentSimulator } from 'onwire/testing'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createTestEnvironment } from '../support/environment.js'
import { catchUncaught } from './support/catchUncaught.js'
import { createProviders } from './support/createProviders.js'

notifyManager.setScheduler(queueMicrotask)

type Options = Omit<WatchLogEventsParameters, 'chain' | 'queryClient'>

/** An app around a simulated Covalent, all on one clock that is moved by hand. */
function createSetup({ isServer = false } = {}) {
  const { clock, environment, page, timers } = createTestEnvironment({ isServer })
  // The client's own beats go by the true clock.
  const simulator = createCovalentSimulator({ clock, seed: 7, logLimit: 10, beatMs: { sends: 0, wants: 0 } })
  const { apiUrl, fetch, url, WebSocket } = simulator
  const queryClient = new QueryClient()
  const onwire = createOnwire({ protocols: [covalent({ apiUrl, fetch, url, WebSocket })], environment, queryClient })
  onTestFinished(() => {
    onwire.close()
    simulator.stop()
  })
  const wrapper = createProviders(onwire, queryClient)
  return {
    onwire,
    page,
    queryClient,
    simulator,
    timers,
    wrapper,
    watch(options: Options) {
      const seen: LiveFeedSnapshot<LogEvent>[] = []
      const stop = watchLogEvents(onwire, { chain: 1, ...options }, (snapshot) => seen.push(snapshot))
      return { seen, stop, last: () => seen.at(-1) ?? expect.unreachable('Nothing was seen.') }
    },
    async advance(ms: number) {
      for (let left = ms; left > 0; left -= 50) await act(() => clock.advanceAsync(Math.min(50, left)))
    },
  }
}

type Shown = Pick<LiveFeedSnapshot<LogEvent>, 'rows'>

/** Each row as a person reads it: `+` an item, `-` one that was taken back, `gap`. */
function toLines({ rows }: Shown): readonly string[] {
  return Array.from({ length: rows.count }, (_line, index) => {
    const row = rows.get(index)
    if (row?.type !== 'item') return `gap ${row?.gap.from}-${row?.gap.to} ${row?.gap.isPending}`
    return `${row.isRemoved ? '-' : '+'} ${toName(row.item)}`
  })
}

const toName = ({ block_height, log_offset, tx_hash }: Pick<LogEvent, 'block_height' | 'log_offset' | 'tx_hash'>) =>
  `${block_height}.${log_offset} ${tx_hash.slice(0, 10)}`
const newestFirst = (truth: readonly CovalentLogEvent[]) =>
  truth.reduceRight<readonly string[]>((names, log) => [...names, toName(log)], [])

describe('A watcher of log events', () => {
  test('sees what there is and what comes, each once, newest first', async () => {
    const setup = createSetup()
    const { address, truth } = setup.simulator.start('steady')
    const { last, seen, stop } = setup.watch({ address })
    expect(seen).toEqual([])
    await setup.advance(20_500)
    expect(seen[0]).toMatchObject({ isPending: true, error: null, items: [], hasOlder: false })
    expect(last()).toMatchObject({ isPending: false, error: null })
    expect(last().connection).toMatchObject({ status: 'connected', transport: 'socket', isStale: false })
    expect(last().items.map(toName)).toEqual(newestFirst(truth()))
    expect(last().items.length).toBeGreaterThan(30)
    stop()
  })

  test('leaves what it saw before as it was, and keeps the rows while only the connection changes', async () => {
    const setup = createSetup()
    const { address } = setup.simulator.start('quiet')
    const { last, stop } = setup.watch({ address })
    await setup.advance(10_000)
    const before = last()
    setup.simulator.faults.kick()
    await setup.advance(50)
    expect(last().connection).toMatchObject({ status: 'reconnecting' })
    expect(last().rows).toBe(before.rows)
    expect(before.connection).toMatchObject({ status: 'connected' })
    await setup.advance(60_000)
    expect(last().items).toHaveLength(1)
    expect(before.items).toEqual([])
    stop()
  })

  test('is told of order, limit, filter and select as the hook is', async () => {
    const setup = createSetup()
    const { address, truth } = setup.simulator.start('steady')
    const isEven = ({ block_height }: LogEvent) => block_height % 2 === 0
    const names: string[][] = []
    const stop = watchLogEvents(
      setup.onwire,
      {
        chain: 'eth-mainnet',
        address: address.toUpperCase().replace('X', 'x'),
        limit: 6,
        order: 'newest-last',
        filter: isEven,
        select: toName,
      },
      ({ items }) => names.push([...items]),
    )
    const { result } = renderHook(
      () =>
        useLogEvents({ chain: 'eth-mainnet', address, limit: 6, order: 'newest-last', filter: isEven, select: toName })
          .items,
      { wrapper: setup.wrapper },
    )
    await setup.advance(10_500)
    expect(names.at(-1)).toEqual(truth().slice(-6).filter(isEven).map(toName))
    expect(names.at(-1)).toEqual(result.current)
    stop()
  })

  test('shows what is taken back as the hook does, and is told of it', async () => {
    const setup = createSetup()
    const { address, truth } = setup.simulator.start('reorg-6')
    const removed: string[] = []
    const { last, stop } = setup.watch({
      address,
      onEvents: (changes) => removed.push(...changes.removed.map(toName)),
    })
    const { result } = renderHook(() => useLogEvents({ chain: 1, address }), { wrapper: setup.wrapper })
    await setup.advance(40_500)
    const lines = toLines(last())
    expect(lines).toEqual(toLines(result.current))
    expect(lines.filter((line) => line.startsWith('+')).map((line) => line.slice(2))).toEqual(newestFirst(truth()))
    expect(
      lines
        .filter((line) => line.startsWith('-'))
        .map((line) => line.slice(2))
        .sort(),
    ).toEqual(removed.sort())
    expect(removed.length).toBeGreaterThan(0)
    stop()
  })

  test('fetches what a drop missed, shows the gap until then, and hears of every log once', async () => {
    const setup = createSetup()
    const { address, truth } = setup.simulator.start('steady')
    const added: LogEvent[] = []
    const { last, seen, stop } = setup.watch({ address, onEvents: (changes) => added.push(...changes.added) })
    await setup.advance(10_500)
    const first = seen.find(({ isPending }) => !isPending)
    setup.page.goOffline()
    setup.simulator.faults.drop()
    await setup.advance(30_000)
    expect(last().items.length).toBeLessThan(truth().length - 20)
    expect(last().connection).toMatchObject({ isStale: true })
    setup.page.goOnline()
    setup.simulator.faults.restore()
    await setup.advance(30_500)
    expect(seen.some((snapshot) => toLines(snapshot).some((line) => /^gap \d+-(\d+|undefined) true$/.test(line)))).toBe(
      true,
    )
    expect(toLines(last())).toEqual(newestFirst(truth()).map((name) => `+ ${name}`))
    expect(last().connection).toMatchObject({ transport: 'socket', isStale: false })
    const known = new Set(first?.items.map(toLogEventId))
    expect(added.map(toLogEventId)).toEqual(
      truth()
        .map(toLogEventId)
        .filter((id) => !known.has(id)),
    )
    stop()
  })

  test('loads what is older than its limit, and asks for nothing that a hook has loaded', async () => {
    const setup = createSetup()
    const { address, truth } = setup.simulator.start(covalentScenarios['page-limits'])
    const added: LogEvent[] = []
    const { last, stop } = setup.watch({ address, limit: 10, onEvents: (changes) => added.push(...changes.added) })
    await setup.advance(4_500)
    expect(last()).toMatchObject({ hasOlder: true, items: { length: 10 } })
    const loading = last().loadOlder()
    await setup.advance(900)
    await loading
    expect(last().items.map(toName)).toEqual(newestFirst(truth()).slice(0, 20))
    const { result } = renderHook(() => useLogEvents({ chain: 1, address, limit: 50 }), { wrapper: setup.wrapper })
    act(() => void result.current.loadOlder())
    await setup.advance(3_000)
    expect(result.current.items.length).toBeGreaterThan(40)
    expect(last().items).toHaveLength(20)
    const { restRequests } = setup.simulator.counters
    await last().loadOlder()
    await setup.advance(50)
    expect(last().items).toEqual(result.current.items.slice(0, 30))
    expect(setup.simulator.counters).toMatchObject({ restRequests })
    expect(added.length).toBeGreaterThan(0)
    expect(added.map(toName)).toEqual(truth().slice(-added.length).map(toName))
    stop()
  })

  test('rejects a request for older logs that fails, and shows what it showed', async () => {
    const setup = createSetup()
    const { address, truth } = setup.simulator.start(covalentScenarios['page-limits'])
    const { last, stop } = setup.watch({ address, limit: 10 })
    await setup.advance(4_500)
    setup.simulator.faults.breakRest('error')
    const loading = last().loadOlder()
    const failed = loading.catch((error: unknown) => error)
    await setup.advance(1_000)
    expect(await failed).toMatchObject({ name: 'OnwireError', code: 'REQUEST_FAILED' })
    expect(last().items).toHaveLength(10)
    setup.simulator.faults.restoreRest()
    await setup.advance(10_000)
    expect(last().items.map(toName)).toEqual(newestFirst(truth()).slice(0, 10))
    stop()
    await last().loadOlder()
    await setup.advance(5_000)
    expect(setup.timers()).toBe(0)
  })

  test('that names no logs follows nothing, and is told so once', async () => {
    const setup = createSetup()
    const { seen, stop } = setup.watch({})
    await setup.advance(10_000)
    expect(seen).toMatchObject([{ isPending: true, error: null, items: [], connection: { status: 'idle' } }])
    expect(setup.simulator.counters).toMatchObject({ socketsOpened: 0, restRequests: 0 })
    stop()
  })

  test('throws NO_QUERY_CLIENT where there is no cache to share', () => {
    const { environment } = createTestEnvironment()
    const onwire = createOnwire({ protocols: [covalent()], environment })
    expect(() => watchLogEvents(onwire, { chain: 1, address: `0x${'1'.repeat(40)}` }, () => {})).toThrow(
      expect.objectContaining({ name: 'OnwireError', code: 'NO_QUERY_CLIENT' }),
    )
  })

  test('breaks nothing where its callbacks throw', async () => {
    const setup = createSetup()
    const { address, truth } = setup.simulator.start('steady')
    const uncaught = catchUncaught()
    const fault = new Error('of the app')
    const fail = () => {
      throw fault
    }
    const stops = [
      watchLogEvents(setup.onwire, { chain: 1, address, onEvents: fail }, fail),
      watchLogEvents(setup.onwire, { chain: 1, address, filter: fail }, fail),
      watchLogEvents(setup.onwire, { chain: 1, address, select: fail }, ({ items }) => void items.length),
    ]
    const { last, stop } = setup.watch({ address })
    await setup.advance(10_500)
    expect(last().items.map(toName)).toEqual(newestFirst(truth()))
    expect(new Set(uncaught())).toEqual(new Set([fault]))
    for (const each of [...stops, stop]) each()
  })
})

describe('Watchers of log events and a hook', () => {
  test('share one subscription, its requests and its cache, whichever of them comes and leaves first', async () => {
    const setup = createSetup()
    const { address, destination, truth } = setup.simulator.start('steady')
    const early = setup.watch({ address })
    const { result, unmount } = renderHook(() => useLogEvents({ chain: 1, address }), { wrapper: setup.wrapper })
    await setup.advance(5_000)
    const late = setup.watch({ address, limit: 5 })
    await setup.advance(5_500)
    expect(early.last().items).toEqual(result.current.items)
    expect(early.last().items[0]).toBe(result.current.items[0])
    expect(late.last().items).toEqual(result.current.items.slice(0, 5))
    const { restRequests } = setup.simulator.counters
    early.stop()
    unmount()
    await setup.advance(4_000)
    expect(late.last().items.map(toName)).toEqual(newestFirst(truth()).slice(0, 5))
    expect(setup.simulator.counters).toMatchObject({ socketsOpened: 1, unsubscribes: 0, restRequests })
    expect(setup.simulator.counters.subscribes).toEqual({ [destination]: 1 })
    late.stop()
    await setup.advance(4_000)
    expect(setup.simulator.counters).toMatchObject({ socketsOpen: 0, socketsOpened: 1 })
    expect(setup.timers()).toBe(0)
  })

  test('are told of nothing once they were stopped, even by the callback of another', async () => {
    const setup = createSetup()
    const { address } = setup.simulator.start('steady')
    const told: string[] = []
    const stops: (() => void)[] = []
    const onEvents = (name: string) => () => {
      told.push(name)
      for (const stop of stops) stop()
    }
    for (const name of ['first', 'second'])
      stops.push(watchLogEvents(setup.onwire, { chain: 1, address, onEvents: onEvents(name) }, () => {}))
    await setup.advance(20_000)
    expect(told).toEqual(['first'])
    expect(setup.simulator.counters).toMatchObject({ socketsOpen: 0 })
    expect(setup.timers()).toBe(0)
  })

  test('end with their client, and stopping them afterwards is harmless', async () => {
    const setup = createSetup()
    const { address } = setup.simulator.start('steady')
    const { last, seen, stop } = setup.watch({ address })
    await setup.advance(5_000)
    setup.onwire.close()
    await setup.advance(200)
    const { items } = last()
    const { length } = seen
    await setup.advance(30_000)
    expect(seen).toHaveLength(length)
    expect(last()).toMatchObject({ items, connection: { status: 'idle', transport: 'idle' } })
    expect(setup.timers()).toBe(0)
    stop()
    const after = setup.watch({ address: `0x${'1'.repeat(40)}` })
    await setup.advance(1_000)
    expect(after.last()).toMatchObject({ isPending: false, items: [], error: { code: 'CLOSED' } })
    after.stop()
  })
})

test('On a server a watcher of log events is told once, and opens, asks and keeps nothing', async () => {
  const setup = createSetup({ isServer: true })
  const { address } = setup.simulator.start('steady')
  const { seen } = setup.watch({ address, onEvents: () => expect.unreachable('Nothing is followed.') })
  await setup.advance(30_000)
  expect(seen).toMatchObject([{ isPending: true, items: [], connection: { status: 'idle' } }])
  expect(setup.simulator.counters).toMatchObject({ socketsOpened: 0, restRequests: 0 })
  expect(
    setup.queryClient
      .getQueryCache()
      .getAll()
      .flatMap(({ observers }) => observers),
  ).toEqual([])
  expect(setup.timers()).toBe(0)
})

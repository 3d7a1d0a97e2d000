import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import { createOnwire, type FeedChanges, OnwireProvider, useLiveFeed, type UseLiveFeedParameters } from 'onwire'
import { type ReactNode, StrictMode } from 'react'
import { expect, test } from 'vitest'
import { type ChainTopic, createScriptedChain, type Log } from '../core/support/scriptedChain.js'

notifyManager.setScheduler(queueMicrotask)

type Options = Partial<UseLiveFeedParameters<ChainTopic, Log, string>>

const toShown = ({ block, id, nth }: Log) => `${block}.${nth} ${id}`

function createSetup({ isPollable = true } = {}) {
  const chain = createScriptedChain({ isPollable })
  const onwire = createOnwire({ protocols: [chain.protocol], environment: chain.environment })
  const queryClient = new QueryClient()
  const wrapper = ({ children }: { readonly children?: ReactNode }) => (
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <OnwireProvider client={onwire}>{children}</OnwireProvider>
      </QueryClientProvider>
    </StrictMode>
  )
  let renders = 0
  const follow = (options: Options = {}) =>
    renderHook(
      (more: Options) => {
        renders += 1
        const { feed, protocol, topic } = chain
        return useLiveFeed({ protocol, topic, feed, select: toShown, order: 'newest-last', ...options, ...more })
      },
      { wrapper, initialProps: {} },
    )
  return {
    ...chain,
    queryClient,
    follow,
    renders: () => renders,
    async advance(ms: number) {
      for (let left = ms; left > 0; left -= 50) await act(() => chain.clock.advanceAsync(Math.min(50, left)))
    },
  }
}

test('A feed is followed by one link, shows what there is, and what comes', async () => {
  const setup = createSetup()
  setup.mine(2, 1)
  const first = setup.follow()
  const second = setup.follow({ order: 'newest-first', limit: 2 })
  expect(first.result.current.isPending).toBe(true)
  await setup.advance(2_000)
  setup.mine(1)
  await setup.advance(100)
  expect(first.result.current.items).toEqual(setup.truth())
  expect(second.result.current.items).toEqual([3, 2].map((nth) => setup.truth()[nth]))
  expect(first.result.current.connection).toMatchObject({ status: 'connected', transport: 'socket', isPollable: true })
  expect(setup.links()).toBe(1)
  first.unmount()
  second.unmount()
  await setup.advance(5_000)
  expect(setup.timers()).toBe(0)
})

test('An answer that brings nothing renders nothing', async () => {
  const setup = createSetup()
  setup.mine(2)
  setup.follow()
  await setup.advance(5_000)
  const [renders, asked] = [setup.renders(), setup.asked()]
  setup.mine(0)
  await setup.advance(60_000)
  expect(setup.asked()).toBeGreaterThan(asked + 2)
  expect(setup.renders()).toBe(renders)
})

test('A feed that is paused stays as it is, counts what comes, and shows it when it is resumed', async () => {
  const setup = createSetup()
  setup.mine(3)
  const { result } = setup.follow({ limit: 4 })
  await setup.advance(2_000)
  const before = result.current.items
  act(() => result.current.pause())
  setup.mine(1, 2)
  await setup.advance(100)
  expect(result.current).toMatchObject({ isPaused: true, newCount: 3 })
  expect(result.current.items).toEqual(before)
  setup.mine(...Array.from({ length: 20 }, () => 1))
  await setup.advance(100)
  expect(result.current.items).toEqual(before)
  act(() => result.current.resume())
  await setup.advance(100)
  expect(result.current).toMatchObject({ isPaused: false, newCount: 0 })
  expect(result.current.items).toEqual(setup.truth().slice(-4))
})

test('A feed that was cleared shows what comes from then on; loading older brings the rest back', async () => {
  const setup = createSetup()
  setup.mine(3)
  const { result } = setup.follow()
  await setup.advance(2_000)
  act(() => result.current.clear())
  expect(result.current.items).toEqual([])
  expect(result.current.hasOlder).toBe(true)
  setup.mine(1)
  await setup.advance(100)
  expect(result.current.items).toEqual(setup.truth().slice(-1))
  act(() => void result.current.loadOlder())
  await setup.advance(100)
  expect(result.current.items).toEqual(setup.truth())
})

test('Older items are loaded beyond the limit, also while it is paused', async () => {
  const setup = createSetup()
  setup.mine(...Array.from({ length: 60 }, () => 1))
  const { result } = setup.follow({ limit: 5 })
  await setup.advance(2_000)
  act(() => result.current.pause())
  setup.mine(1)
  await setup.advance(100)
  act(() => void result.current.loadOlder())
  expect(result.current.isLoadingOlder).toBe(true)
  await setup.advance(100)
  expect(result.current.isLoadingOlder).toBe(false)
  expect(result.current.items).toEqual(setup.truth().slice(-11, -1))
  act(() => result.current.resume())
  await setup.advance(100)
  expect(result.current.items).toEqual(setup.truth().slice(-10))
})

test('A request for older items that fails is rejected, and changes nothing', async () => {
  const setup = createSetup()
  setup.mine(2)
  const { result } = setup.follow()
  await setup.advance(2_000)
  setup.service.failure = new Error('down')
  let failure: unknown
  act(() => void result.current.loadOlder({ from: 0, to: 0 }).catch((error: unknown) => (failure = error)))
  await setup.advance(100)
  expect(failure).toEqual(new Error('down'))
  expect(result.current.isLoadingOlder).toBe(false)
  expect(result.current.items).toEqual(setup.truth())
})

test('Rows hold the gaps where they belong, and mark what was taken back', async () => {
  const setup = createSetup()
  setup.mine(2)
  const { result } = setup.follow({ order: 'newest-first' })
  await setup.advance(2_000)
  setup.service.failure = new Error('down')
  setup.drop()
  setup.mine(1)
  setup.restore()
  await setup.advance(6_000)
  setup.mine(0, 1)
  await setup.advance(100)
  const { rows } = result.current
  const shown = Array.from({ length: rows.count }, (_, index) => rows.get(index))
  expect(shown.map((row) => (row?.type === 'gap' ? row.gap : row?.item))).toEqual([
    '4.0 l4',
    { from: 2, to: 3, isPending: true },
    '1.1 l2',
    '1.0 l1',
  ])
  setup.service.failure = undefined
  await setup.advance(30_000)
  setup.reorganise(3)
  await setup.advance(30_000)
  const marked = Array.from({ length: result.current.rows.count }, (_, index) => result.current.rows.get(index))
  expect(marked.filter((row) => row?.type === 'item' && row.isRemoved)).toHaveLength(1)
})

test('Every event is told, once, however small the limit and though it is paused; not what was there at first', async () => {
  const setup = createSetup()
  setup.mine(3)
  const received: FeedChanges<Log>[] = []
  const { result } = setup.follow({ limit: 2, onEvents: (changes) => received.push(changes) })
  await setup.advance(2_000)
  expect(received).toEqual([])
  act(() => result.current.pause())
  setup.mine(20, 10)
  await setup.advance(40_000)
  const added = received.flatMap((changes) => changes.added.map(({ id }) => id))
  expect(added).toHaveLength(30)
  expect(new Set(added).size).toBe(30)
})

test('A re-organisation is told: what came again elsewhere, and what was taken back', async () => {
  const setup = createSetup()
  setup.mine(2)
  const received: FeedChanges<Log>[] = []
  setup.follow({ onEvents: (changes) => received.push(changes) })
  await setup.advance(2_000)
  setup.mine(2)
  await setup.advance(100)
  setup.reorganise(1)
  await setup.advance(40_000)
  const ids = (of: 'added' | 'replaced' | 'removed') => received.flatMap((changes) => changes[of].map(toShown))
  expect([ids('added'), ids('replaced'), ids('removed')]).toEqual([['2.0 l3', '2.1 l4'], ['3.0 l3'], ['2.1 l4']])
})

test('What was cleared stays cleared, whatever becomes of it; what comes after is shown, with the gaps after it', async () => {
  const setup = createSetup()
  setup.mine(3)
  const { result } = setup.follow()
  await setup.advance(2_000)
  act(() => result.current.clear())
  setup.reorganise(1)
  await setup.advance(100)
  expect(result.current.items).toEqual([])
  setup.service.failure = new Error('down')
  setup.drop()
  setup.mine(1)
  setup.restore()
  await setup.advance(6_000)
  setup.mine(0, 1)
  await setup.advance(100)
  const { rows } = result.current
  const types = Array.from({ length: rows.count }, (_, index) => rows.get(index)?.type)
  expect(types).toEqual(['gap', 'item'])
})

test('An item that is replaced while the feed is paused is neither new nor lost from view', async () => {
  const setup = createSetup()
  setup.mine(4)
  const { result } = setup.follow()
  await setup.advance(2_000)
  const before = result.current.items
  act(() => result.current.pause())
  setup.reorganise(1)
  setup.mine(2)
  await setup.advance(100)
  expect(result.current.items).toEqual(before)
  expect(result.current.newCount).toBe(2)
})

test('A feed that is paused counts all that comes, far beyond the limit, and loads older ones before what it shows', async () => {
  const setup = createSetup()
  setup.mine(...Array.from({ length: 40 }, () => 1))
  const { result } = setup.follow({ limit: 5 })
  await setup.advance(2_000)
  act(() => result.current.pause())
  setup.mine(...Array.from({ length: 30 }, () => 10))
  await setup.advance(100)
  expect(result.current.newCount).toBe(300)
  act(() => void result.current.loadOlder())
  await setup.advance(100)
  expect(result.current.items).toEqual(setup.truth().slice(30, 40))
  expect(result.current.newCount).toBe(300)
})

test('What was loaded by name is no event', async () => {
  const setup = createSetup()
  setup.mine(...Array.from({ length: 40 }, () => 1))
  const received: FeedChanges<Log>[] = []
  const { result } = setup.follow({ limit: 5, onEvents: (changes) => received.push(changes) })
  await setup.advance(2_000)
  act(() => void result.current.loadOlder())
  await setup.advance(100)
  expect(result.current.items).toHaveLength(10)
  expect(received).toEqual([])
  setup.mine(1)
  await setup.advance(100)
  expect(received.flatMap(({ added }) => added)).toHaveLength(1)
})

test('An answer that comes after another feed is looked at changes nothing about that one', async () => {
  const setup = createSetup()
  setup.mine(2)
  setup.service.delayMs = 1_000
  const { rerender, result } = setup.follow()
  await setup.advance(3_000)
  act(() => void result.current.loadOlder({ from: 0, to: 0 }))
  rerender({ topic: undefined })
  act(() => result.current.pause())
  await setup.advance(3_000)
  expect(result.current).toMatchObject({ isPaused: true, isLoadingOlder: false })
})

test('A feed that is disabled loads nothing', async () => {
  const setup = createSetup()
  setup.mine(2)
  const { result } = setup.follow({ enabled: false })
  await setup.advance(1_000)
  await act(() => result.current.loadOlder({ from: 0, to: 1 }))
  expect(setup.asked()).toBe(0)
})

test('A filter leaves out, and what is left out is not counted', async () => {
  const setup = createSetup()
  setup.mine(4)
  const filter = ({ nth }: Log) => nth % 2 === 0
  const { result } = setup.follow({ filter })
  await setup.advance(2_000)
  expect(result.current.items).toEqual(['1.0 l1', '1.2 l3'])
  act(() => result.current.pause())
  setup.mine(4)
  await setup.advance(100)
  expect(result.current.newCount).toBe(2)
})

test('A feed that nobody can be asked for says so by its connection while that is down, and its data stay', async () => {
  const setup = createSetup({ isPollable: false })
  const { result } = setup.follow()
  await setup.advance(1_000)
  expect(result.current.isPending).toBe(true)
  setup.mine(2)
  await setup.advance(100)
  expect(result.current).toMatchObject({ isPending: false, items: ['1.0 l1', '1.1 l2'] })
  setup.drop()
  await setup.advance(6_000)
  expect(result.current.connection).toMatchObject({ transport: 'idle', isPollable: false, isStale: true })
  expect(result.current.items).toHaveLength(2)
  expect(result.current.error).toBeNull()
})

test('Another topic, none, and disabling start afresh', async () => {
  const setup = createSetup()
  setup.mine(2)
  const { rerender, result } = setup.follow()
  await setup.advance(1_000)
  act(() => result.current.pause())
  rerender({ topic: undefined })
  expect(result.current).toMatchObject({ isPaused: false, items: [], newCount: 0 })
  rerender({ enabled: false })
  await setup.advance(5_000)
  expect(setup.timers()).toBe(0)
})

test('What is in the cache is plain JSON, and a list from another session is taken with a gap after it', async () => {
  const setup = createSetup()
  setup.mine(2)
  const { unmount } = setup.follow()
  await setup.advance(1_000)
  const [cached] = setup.queryClient.getQueriesData({ queryKey: ['onwire', 'chain'] })
  expect(JSON.parse(JSON.stringify(cached?.[1]))).toEqual(cached?.[1])
  unmount()
  const other = createSetup()
  other.mine(2, ...Array.from({ length: 40 }, () => 1))
  other.service.failure = new Error('down')
  other.queryClient.setQueryData(cached?.[0] ?? [], JSON.parse(JSON.stringify(cached?.[1])))
  const { result } = other.follow()
  await other.advance(1_000)
  expect(result.current.items).toHaveLength(2)
  other.service.failure = undefined
  await other.advance(60_000)
  expect(result.current.items).toEqual(other.truth())
  expect(result.current.rows.count).toBe(42)
})

test('A limit that grows is filled without being asked to, and a reader who wants more than those before him is, too', async () => {
  const setup = createSetup()
  setup.mine(...Array.from({ length: 30 }, () => 10))
  const { rerender, result, unmount } = setup.follow({ limit: 20 })
  await setup.advance(2_000)
  expect(result.current.items).toEqual(setup.truth().slice(-20))
  rerender({ limit: 120 })
  await setup.advance(500)
  expect(result.current.items).toEqual(setup.truth().slice(-120))
  rerender({ limit: 20 })
  await setup.advance(500)
  setup.mine(1)
  await setup.advance(500)
  unmount()
  await setup.advance(500)
  const later = setup.follow({ limit: 90 })
  await setup.advance(500)
  expect(later.result.current.items).toEqual(setup.truth().slice(-90))
})

test('A limit that grows is filled, too, where the list was never cut: its service has more', async () => {
  const setup = createSetup()
  setup.service.firstBlocks = 20
  setup.mine(...Array.from({ length: 60 }, () => 1))
  const { rerender, result } = setup.follow({ limit: 20 })
  await setup.advance(2_000)
  expect(result.current.items).toEqual(setup.truth().slice(-20))
  rerender({ limit: 40 })
  await setup.advance(500)
  expect(result.current.items).toEqual(setup.truth().slice(-40))
})

test('A feed that nobody reads keeps its last limit: whoever reads it again sees all of it at once', async () => {
  const setup = createSetup()
  setup.mine(...Array.from({ length: 20 }, () => 10))
  const { unmount } = setup.follow({ limit: 150 })
  await setup.advance(2_000)
  unmount()
  // Its subscription outlives it for three seconds.
  await setup.advance(1_000)
  setup.mine(1)
  await setup.advance(500)
  const { result } = setup.follow({ limit: 150 })
  expect(result.current.items).toEqual(setup.truth().slice(-150))
})

test('Rows can be looped over and spread, in the order that was asked for', async () => {
  const setup = createSetup()
  setup.mine(2, 1)
  const { result } = setup.follow()
  await setup.advance(2_000)
  const { rows } = result.current
  expect([...rows]).toEqual([0, 1, 2].map((nth) => rows.get(nth)))
  expect(Array.from(rows, (row) => row.type === 'item' && row.item)).toEqual(setup.truth())
})

test('What nobody can be asked for is told as missed, and its gap stays until it is dismissed, however far the list moves on', async () => {
  const setup = createSetup({ isPollable: false })
  const missed: (FeedChanges<Log>['missed'] | 'items')[] = []
  const { result } = setup.follow({ limit: 4, onEvents: (changes) => missed.push(changes.missed ?? 'items') })
  await setup.advance(2_000)
  setup.mine(1, 1)
  await setup.advance(500)
  setup.drop()
  setup.mine(1, 1, 1)
  setup.restore()
  await setup.advance(20_000)
  setup.mine(1)
  await setup.advance(500)
  expect(missed.filter((of) => of !== 'items')).toEqual([{ from: 3, to: 5 }])
  for (let nth = 0; nth < 12; nth += 1) {
    setup.mine(1)
    await setup.advance(100)
  }
  const [first] = [...result.current.rows]
  expect(first).toMatchObject({ type: 'gap', gap: { from: 3, to: 14, isPending: false } })
  expect(result.current.items).toEqual(setup.truth().slice(-4))
  expect(missed.filter((of) => of !== 'items')).toHaveLength(1)
  if (first?.type !== 'gap') return expect.unreachable('No gap is shown.')
  act(() => result.current.dismissGap(first.gap))
  expect([...result.current.rows].map(({ type }) => type)).toEqual(['item', 'item', 'item', 'item'])
})

import { Profiler } from 'react'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import 'onwire/styles.css'
import { LogFeedView, type LogFeedViewProps } from '../../src/exports/covalent.js'
import { toFeed, toLog, toLogs } from './logFeeds.js'

/** On a busy machine. */
const patience = { timeout: 30_000 }

const get = (slot: string) => document.querySelector<HTMLElement>(`[data-slot=ow-${slot}]`)!
const viewport = () => get('feed-viewport')
const rows = () => [...document.querySelectorAll<HTMLElement>('[data-slot=ow-feed-row]')]
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
const frames = async (count: number) => {
  for (let nth = 0; nth < count; nth += 1) await frame()
}

/** Waits until all rows that are drawn have been measured: for ten frames nothing has changed its height. */
async function rest() {
  for (let still = 0, height = -1; still < 10; still += 1) {
    await frame()
    if (viewport().scrollHeight !== height) still = 0
    height = viewport().scrollHeight
  }
}

/** The row of a block, and where it stands in the viewport. */
const rowOf = (height: number) => rows().find((row) => row.textContent.includes(`Block ${height.toLocaleString('en')}`))
const topOf = (height: number) => rowOf(height)!.getBoundingClientRect().top - viewport().getBoundingClientRect().top

const draw = (props: LogFeedViewProps) => <LogFeedView locale="en" {...props} />

/** Rows of many heights, so that most estimates are wrong until they are measured. */
const uneven = (newest: number, count: number) =>
  toLogs(newest, count).map((log, nth) =>
    nth % 3 === 0 ? { ...log, decoded: null, raw_log_topics: ['0x1', '0x2', '0x3'] } : log,
  )

/** How long this machine takes to draw a page of rows from nothing, in ms: no test depends on its speed. */
async function measurePage(): Promise<number> {
  const times: number[] = []
  for (let nth = 0; nth < 5; nth += 1) {
    const startedAt = performance.now()
    const { unmount } = await render(draw({ feed: toFeed(uneven(40, 40)) }))
    times.push(performance.now() - startedAt)
    await unmount()
  }
  return Math.min(...times)
}

/** Which of the steps, one a frame, made a task of more than `limitMs`, which is 50 at least. */
async function findLongSteps(steps: readonly (() => void)[], limitMs: number): Promise<ReadonlySet<number>> {
  const tasks: PerformanceEntry[] = []
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()))
  await frames(3)
  observer.observe({ type: 'longtask' })
  const starts: number[] = []
  for (const step of steps) {
    starts.push(performance.now())
    step()
    await frame()
  }
  await frames(3)
  observer.disconnect()
  return new Set(
    tasks.flatMap(({ duration, startTime }) =>
      duration > limitMs ? [starts.filter((start) => start < startTime + duration).length - 1] : [],
    ),
  )
}

test(
  'LogFeed has at most 200 of 100 000 rows in the document, and scrolling through them makes no task longer than a page’s own drawing',
  { timeout: 300_000 },
  async () => {
    const limitMs = Math.max(50, 2 * (await measurePage()))
    const list = uneven(100_000, 100_000)
    await render(draw({ feed: toFeed(list) }))
    await expect.poll(() => rows().length, patience).toBeGreaterThan(0)
    await rest()
    const most: number[] = []
    const scroll = (change: (top: number, height: number) => number) => () => {
      most.push(rows().length)
      viewport().scrollTop = change(viewport().scrollTop, viewport().scrollHeight)
    }
    // By the wheel at first, then in leaps, and to the end.
    const byWheel = Array.from({ length: 40 }, () => scroll((top) => top + 120))
    const byLeaps = Array.from({ length: 60 }, (_step, nth) => scroll((_top, height) => (height * (nth + 1)) / 60))
    const steps = [scroll(() => 0), ...byWheel, ...byLeaps]
    // What is long by itself is long each time; what another process has held up is not.
    let long = await findLongSteps(steps, limitMs)
    for (let pass = 1; pass < 30 && long.size > 0; pass += 1) {
      const again = await findLongSteps(steps, limitMs)
      long = new Set([...long].filter((step) => again.has(step)))
    }
    expect([...long]).toEqual([])
    expect(Math.max(...most)).toBeLessThanOrEqual(200)
    expect(Math.min(...most)).toBeGreaterThan(0)
    await expect.poll(() => rows().at(-1)?.ariaPosInSet, patience).toBe('100000')
  },
)

// Each write is flushed by itself here. With the real hook they take 61 commits at most: logFeedStream.browser.test.tsx.
test('1 000 events in one second are drawn at most twice a frame, the second time where rows turned out to be of another height, and none is lost', async () => {
  let commits = 0
  let list = toLogs(1000, 1000)
  const feed = () => (
    <Profiler id="feed" onRender={() => (commits += 1)}>
      {draw({ feed: toFeed(list) })}
    </Profiler>
  )
  const { rerender } = await render(feed())
  await frames(5)
  commits = 0
  // As the engine does: what comes between two frames is one write.
  const start = performance.now()
  let newest = 1000
  let writes = 0
  while (newest < 2000) {
    await frame()
    const due = Math.min(2000, 1000 + Math.floor(performance.now() - start))
    list = [...toLogs(due, due - newest), ...list]
    newest = due
    writes += 1
    await rerender(feed())
  }
  await frames(3)
  expect(writes).toBeLessThanOrEqual(61)
  expect(commits).toBeLessThanOrEqual(2 * writes)
  expect(rows()[0]!.ariaSetSize).toBe('2000')
  expect(topOf(2000)).toBe(get('feed-day').offsetHeight)
})

for (const order of ['newest-first', 'newest-last'] as const) {
  const isFirst = order === 'newest-first'
  const feedOf = (newest: number, count: number, change = {}) =>
    toFeed(
      isFirst ? uneven(newest, count) : uneven(newest, count).sort((a, b) => a.block_height - b.block_height),
      change,
    )
  const isAtEnd = () => {
    const { clientHeight, scrollHeight, scrollTop } = viewport()
    return isFirst ? scrollTop === 0 : scrollHeight - clientHeight - scrollTop <= 1
  }

  test(`A list in the order ${order} follows the newest end`, async () => {
    const { rerender } = await render(draw({ order, feed: feedOf(50, 50) }))
    await expect.poll(isAtEnd, patience).toBe(true)
    for (let newest = 51; newest < 70; newest += 3) {
      await rerender(draw({ order, feed: feedOf(newest, newest) }))
      await frames(2)
      expect(rowOf(newest)).toBeDefined()
      expect(isAtEnd()).toBe(true)
    }
    expect(document.querySelector('[data-slot=ow-feed-new]')).toBeNull()
  })

  test(`A list in the order ${order} keeps the reading position elsewhere, and what came is one press away`, async () => {
    const { rerender } = await render(draw({ order, feed: feedOf(100, 100, { hasOlder: true }) }))
    await expect.poll(isAtEnd, patience).toBe(true)
    viewport().scrollTop += isFirst ? 2000 : -2000
    await frames(10)
    const read = rows().find((row) => row.getBoundingClientRect().top > viewport().getBoundingClientRect().top + 60)!
    const height = Number(/Block (\d+)/.exec(read.textContent)![1])
    const top = topOf(height)
    for (let newest = 103; newest <= 130; newest += 3) {
      await rerender(draw({ order, feed: feedOf(newest, newest, { hasOlder: true }) }))
      expect(Math.abs(topOf(height) - top)).toBeLessThanOrEqual(1)
      await frames(2)
      expect(Math.abs(topOf(height) - top)).toBeLessThanOrEqual(1)
    }
    expect(get('feed-new').textContent).toBe('30 new')
    get('feed-new').click()
    await expect.poll(isAtEnd, patience).toBe(true)
    await expect.poll(() => rowOf(130), patience).toBeDefined()
    expect(document.activeElement).toBe(viewport())
    expect(document.querySelector('[data-slot=ow-feed-new]')).toBeNull()
  })

  test(`A list in the order ${order} takes older rows without a jump`, async () => {
    const { rerender } = await render(draw({ order, feed: feedOf(100, 40, { hasOlder: true }) }))
    await expect.poll(isAtEnd, patience).toBe(true)
    viewport().scrollTop = isFirst ? viewport().scrollHeight : 0
    await frames(10)
    viewport().scrollTop = isFirst ? viewport().scrollHeight : 0
    await frames(10)
    const top = topOf(62)
    await rerender(draw({ order, feed: feedOf(100, 90, { hasOlder: true }) }))
    await frames(10)
    expect(Math.abs(topOf(62) - top)).toBeLessThanOrEqual(1)
  })
}

test('A list that is cut at its far end leaves the reader where they are', async () => {
  const { rerender } = await render(draw({ feed: toFeed(toLogs(100, 100)) }))
  viewport().scrollTop = 1500
  await frames(5)
  const height = Number(/Block (\d+)/.exec(rows()[3]!.textContent)![1])
  const top = topOf(height)
  await rerender(draw({ feed: toFeed(toLogs(120, 100)) }))
  await frames(3)
  expect(Math.abs(topOf(height) - top)).toBeLessThanOrEqual(1)
})

test('Loading takes as much room as what is loaded', async () => {
  const { rerender } = await render(draw({ feed: toFeed([], { isPending: true }) }))
  const before = get('feed').offsetHeight
  await rerender(draw({ feed: toFeed(toLogs(100, 100)) }))
  expect(get('feed').offsetHeight).toBe(before)
})

test('A feed that is empty, or has failed, is as high as its sentence', async () => {
  const { rerender } = await render(draw({ feed: toFeed([]) }))
  expect(viewport().offsetHeight).toBe(get('feed-empty').offsetHeight)
  expect(get('feed').offsetHeight).toBeLessThan(130)
  await rerender(draw({ feed: toFeed([], { error: new Error('503') }) }))
  expect(viewport().offsetHeight).toBe(0)
  expect(get('feed').offsetHeight).toBeLessThan(130)
})

test('The bar of what is new covers no row at its end of the list, and moves none that is being read', async () => {
  const { rerender } = await render(draw({ feed: toFeed(toLogs(100, 100)) }))
  await rerender(draw({ feed: toFeed(toLogs(100, 100), { isPaused: true, newCount: 3 }) }))
  await rest()
  const bottom = () => get('feed-new').getBoundingClientRect().bottom
  expect(rowOf(100)!.getBoundingClientRect().top).toBeGreaterThanOrEqual(bottom())
  await rerender(draw({ feed: toFeed(toLogs(100, 100)) }))
  viewport().scrollTop = 1200
  await rest()
  const height = Number(/Block (\d+)/.exec(rows()[5]!.textContent)![1])
  const top = topOf(height)
  await rerender(draw({ feed: toFeed(toLogs(100, 100), { isPaused: true, newCount: 3 }) }))
  expect(Math.abs(topOf(height) - top)).toBeLessThanOrEqual(1)
  await frames(3)
  expect(Math.abs(topOf(height) - top)).toBeLessThanOrEqual(1)
})

test('A row is one line that opens, and stays open while it is out of view', async () => {
  await render(draw({ feed: toFeed(toLogs(1000, 1000)) }))
  await rest()
  expect(rowOf(999)!.offsetHeight).toBeLessThan(45)
  rowOf(999)!.querySelector('summary')!.click()
  await expect.poll(() => rowOf(999)!.offsetHeight, patience).toBeGreaterThan(100)
  viewport().scrollTop = 20_000
  await expect.poll(() => rowOf(999), patience).toBeUndefined()
  viewport().scrollTop = 0
  await expect.poll(() => rowOf(999)?.offsetHeight, patience).toBeGreaterThan(100)
})

test('LogFeed fits a container of 320 px', async () => {
  await render(
    <div style={{ width: 320 }}>{draw({ feed: toFeed([toLog(1), { from: 2, to: 9, isPending: false }]) })}</div>,
  )
  expect(get('feed').scrollWidth).toBeLessThanOrEqual(320)
  expect(viewport().scrollWidth).toBeLessThanOrEqual(viewport().clientWidth)
})

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Profiler, useEffect } from 'react'
import { expect, test } from 'vitest'
import { cdp } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import 'onwire/styles.css'
import { type LogEvent, LogFeedView } from '../../src/exports/covalent.js'
import {
  createFeedState,
  createOnwire,
  type FeedData,
  OnwireProvider,
  type Protocol,
  toFeedPiece,
  type TransportEvents,
  useLiveFeed,
} from '../../src/exports/index.js'
import { toLog } from './logFeeds.js'

const topic = { kind: 'logs' } as const
type LogTopic = typeof topic

const feed = {
  identity: ({ tx_hash }: LogEvent) => tx_hash,
  position: ({ block_height }: LogEvent) => block_height,
  isItem: (value: unknown): value is LogEvent => typeof value === 'object' && value !== null && 'tx_hash' in value,
}
const itself = (event: LogEvent) => event

/** A service that keeps nothing: what it pushes is all there is. */
function createStream() {
  const links = new Set<TransportEvents<readonly LogEvent[]>>()
  const state = createFeedState<LogTopic, LogEvent>(feed)
  const protocol: Protocol<LogTopic, FeedData<LogEvent>, string, readonly LogEvent[]> = {
    id: 'stream',
    name: 'stream',
    key: () => 'logs',
    check: () => undefined,
    live: {
      transport: {
        open(events) {
          queueMicrotask(() => events.open())
          return { send: () => links.add(events), close: () => links.delete(events) }
        },
      },
      sync: (wanted, sent) => (wanted.length > sent.length ? ['follow'] : []),
      decode: (items) => [{ type: 'update', keys: ['logs'], data: toFeedPiece(items, feed.position) }],
      refusals: [],
      liveness: { readyMs: 10_000 },
    },
    stateOf: () => state,
  }
  const push = (item: LogEvent) => links.forEach((link) => link.frame([item]))
  return { protocol, push, isOpen: () => links.size > 0 }
}

async function follow(limit: number) {
  const stream = createStream()
  const client = createOnwire({ protocols: [stream.protocol] })
  const seen = { commits: 0, events: 0, rows: 0 }
  function Follower() {
    const logs = useLiveFeed({
      protocol: stream.protocol,
      topic,
      feed,
      limit,
      select: itself,
      onEvents: ({ added }) => void (seen.events += added.length),
    })
    useEffect(() => {
      seen.rows = logs.rows.count
    })
    return <LogFeedView feed={logs} locale="en" />
  }
  const { unmount } = await render(
    <QueryClientProvider client={new QueryClient()}>
      <OnwireProvider client={client}>
        <Profiler id="feed" onRender={() => void (seen.commits += 1)}>
          <Follower />
        </Profiler>
      </OnwireProvider>
    </QueryClientProvider>,
  )
  await expect.poll(stream.isOpen, patience).toBe(true)
  stream.push(toLog(1))
  await expect.poll(() => document.querySelectorAll('[data-slot=ow-feed-row]').length, patience).toBe(1)
  return { ...stream, seen, unmount }
}

/** On a busy machine. */
const patience = { timeout: 30_000 }
const turn = () => new Promise((resolve) => setTimeout(resolve))
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
/** Waits until it has stayed the same for ten frames. */
async function rest(get: () => number) {
  for (let still = 0, last = get(); still < 10; still += 1) {
    await frame()
    if (get() !== last) still = 0
    last = get()
  }
}
const first = () => document.querySelector('[data-slot=ow-feed-row]')

test('1 000 events in one second, each a frame of its own, take at most 61 commits, and none is lost', async () => {
  const { push, seen, unmount } = await follow(2000)
  await rest(() => seen.commits)
  seen.commits = 0
  let commits = 0
  const start = performance.now()
  for (let sent = 0; sent < 1000;) {
    // The last round may end a frame or two after the second.
    if (performance.now() - start <= 1000) commits = seen.commits
    // It is shown as it comes, not at its end alone: a machine that is busy gets the last one once some were drawn.
    const most = seen.commits > 1 ? 1000 : 999
    const due = Math.min(most, Math.floor(performance.now() - start))
    for (; sent < due; sent += 1) push(toLog(2 + sent))
    await turn()
  }
  await expect.poll(() => seen.rows, patience).toBeGreaterThanOrEqual(1001)
  expect(commits).toBeLessThanOrEqual(61)
  expect(seen.events).toBe(1000)
  expect(first()).toHaveTextContent('Block 1,001')
  await unmount()
})

test('200 000 events in all leave the heap at its level', { timeout: 120_000 }, async () => {
  const { push, seen, unmount } = await follow(1000)
  let height = 1
  const send = async (count: number) => {
    for (const end = height + count; height < end;) {
      for (let nth = 0; nth < 1000; nth += 1) push(toLog((height += 1)))
      await frame()
    }
    await expect.poll(() => seen.events, patience).toBe(height - 1)
    await rest(() => seen.commits)
    await cdp().send('HeapProfiler.collectGarbage')
    const { usedSize } = await cdp().send('Runtime.getHeapUsage')
    return usedSize / 1e6
  }
  const before = await send(20_000)
  const after = await send(180_000)
  expect(seen.events).toBe(200_000)
  expect(after - before).toBeLessThan(3)
  expect(document.querySelectorAll('[data-slot=ow-feed-row]').length).toBeLessThanOrEqual(200)
  await unmount()
})

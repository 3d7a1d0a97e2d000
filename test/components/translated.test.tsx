import { act, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createFeedRows } from '../../src/core/feed/feedRows.js'
import { LogFeedView } from '../../src/exports/covalent.js'
import { type Intent, intentFeed, IntentList, MempoolStats } from '../../src/exports/fusion.js'
import { type ConnectionView, FeedGapRow, FeedRoot, StatusTimeline } from '../../src/exports/index.js'
import { WebhookFeed } from '../../src/exports/webhook-relay.js'
import { toFeed, toLogs } from './logFeeds.js'
import { at, timeline } from './timelines.js'
import { toWebhook, toWebhookFeed } from './webhooks.js'

const now = Date.UTC(2025, 11, 17, 16, 44)
beforeEach(() => void vi.useFakeTimers({ now }))
afterEach(() => void vi.useRealTimers())

/** Does as a browser that translates a page: each text is taken out, and an element with another one put in its place. */
function translate(container: HTMLElement) {
  const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT)
  const texts: Node[] = []
  while (walker.nextNode()) texts.push(walker.currentNode)
  for (const text of texts) {
    const font = document.createElement('font')
    font.textContent = `«${text.textContent}»`
    text.parentNode?.replaceChild(font, text)
  }
}
const toRead = (container: HTMLElement) => container.textContent.replaceAll(/[«»]/g, '')

const live: ConnectionView = { status: 'connected', transport: 'socket' }
const polling: ConnectionView = { status: 'reconnecting', transport: 'polling', reconnect: () => {} }
const stale: ConnectionView = { ...polling, isStale: true, transport: 'idle' }
const refused: ConnectionView = { ...polling, status: 'disconnected', reason: 'refused' }
const summary = { id: `0x${'1'.repeat(64)}`, from: { chain: 1, amount: '100', symbol: 'USDC' }, to: { chain: 10 } }
const begun = at({ summary, startedAt: now - 40_000, expectedMs: 600_000 })
const [gap, error] = [{ from: 2, to: 8 }, new Error('503')]
const intent: Intent = {
  intentId: '0x1',
  status: 'matched',
  fromChain: 1,
  toChain: 10,
  amount: '1000',
  since: now - 5000,
  txHashes: [],
  reachedAt: {},
  clocks: {},
}
const intents = (change: Partial<Intent>) => {
  const items = [{ ...intent, ...change }]
  const toShown = (shown: Intent) => shown
  const rows = createFeedRows(intentFeed, { items, gaps: [], removed: [], isNewestFirst: true, toShown })
  return { ...toFeed([]), rows }
}
const relative = (
  <StatusTimeline.Root timeline={timeline}>
    <StatusTimeline.List>
      {(step) => (
        <StatusTimeline.Item key={step.id} step={step}>
          <StatusTimeline.Time format="relative" />
        </StatusTimeline.Item>
      )}
    </StatusTimeline.List>
  </StatusTimeline.Root>
)

/** Each is drawn, translated and then drawn as the next one. */
const stories: Readonly<Record<string, readonly ReactNode[]>> = {
  'a timeline and its connection': [live, stale, polling, refused, live].map((connection, nth) => (
    <StatusTimeline
      key="one"
      connection={connection}
      timeline={nth < 3 ? begun : { ...begun, isFinal: true, outcome: 'success', phase: 'settled' }}
    />
  )),
  'a time that is told by its age': [relative, relative],
  'a notice': ['Late.', 'It failed.', undefined, 'Late.'].map((text) => (
    <StatusTimeline.Root key="one" timeline={begun}>
      {text && <StatusTimeline.Notice>{text}</StatusTimeline.Notice>}
    </StatusTimeline.Root>
  )),
  'a feed': [
    <LogFeedView key="one" feed={toFeed(toLogs(3, 3), { isPaused: true, newCount: 1, hasOlder: true })} />,
    <LogFeedView
      key="one"
      feed={toFeed([...toLogs(9, 3), { ...gap, isPending: true }], { error, connection: polling })}
    />,
    <LogFeedView
      key="one"
      feed={toFeed([...toLogs(9, 3), { ...gap, isPending: false }], { isPaused: true, newCount: 7 })}
    />,
    <LogFeedView key="one" feed={toFeed([])} />,
  ],
  intents: ([{}, { status: 'completed', toChain: 8453 }, { presence: 'removed', amount: '5' }] as const).map(
    (change) => <IntentList.View key="one" feed={intents(change)} />,
  ),
  webhooks: [1, 2].map((nth) => <WebhookFeed.View key="one" feed={toWebhookFeed([toWebhook(nth), toWebhook(3)])} />),
  counts: [undefined, { total: 1 }, { total: 2 }].map((stats) => (
    <MempoolStats.View key="one" stats={stats} connection={stats ? live : stale} />
  )),
}

test.each(Object.keys(stories))('Where a browser has translated the page, %s goes on', (name) => {
  const { container, rerender } = render(<></>)
  for (const story of stories[name]!) {
    rerender(story)
    act(() => void vi.advanceTimersByTime(61_000))
    const { container: fresh, unmount } = render(story)
    expect(toRead(container)).toBe(toRead(fresh))
    unmount()
    translate(container)
  }
})

test('Where a browser has translated the page, a gap says that it could not be loaded, and no longer', async () => {
  const loadOlder = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('429')).mockResolvedValue()
  const { container } = render(
    <FeedRoot feed={toFeed([], { loadOlder })}>
      <FeedGapRow gap={{ ...gap, isPending: false }} />
    </FeedRoot>,
  )
  const press = () => act(async () => container.querySelector('button')?.click())
  for (const text of ['Some are missing here. Could not be loaded.Load', 'Some are missing here.Load']) {
    translate(container)
    await press()
    expect(toRead(container)).toBe(text)
  }
})

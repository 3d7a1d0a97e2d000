import { Activity, type CSSProperties, type ReactNode } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { cdp } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import 'onwire/styles.css'
import { LogFeedView } from '../../src/exports/covalent.js'
import { createFeedRows } from '../../src/core/feed/feedRows.js'
import { type Intent, intentFeed, IntentList } from '../../src/exports/fusion.js'
import { WebhookFeed } from '../../src/exports/webhook-relay.js'
import { toFeed, toLogs } from './logFeeds.js'
import { toWebhook, toWebhookFeed } from './webhooks.js'

/** On a busy machine. */
const patience = { timeout: 30_000 }
const count = 400

const viewport = () => document.querySelector<HTMLElement>('[data-slot=ow-feed-viewport]')!
const rows = () => [...document.querySelectorAll<HTMLElement>('[data-slot=ow-feed-row]')]
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))

/** How much of the viewport, on the screen, no row covers, in its own px. Its ends may show a button there. */
function getBare(): number {
  const view = viewport().getBoundingClientRect()
  const all = rows().map((row) => row.getBoundingClientRect())
  const top = Math.min(...all.map((rect) => rect.top)) - view.top
  const bottom = view.bottom - Math.max(...all.map((rect) => rect.bottom))
  return Math.max(0, top, bottom) / (view.height / viewport().offsetHeight)
}

async function scrollTo(part: number) {
  viewport().scrollTop = viewport().scrollHeight * part
  await frame()
}

const toIntent = (nth: number): Intent => ({
  intentId: `0x${nth.toString(16).padStart(64, '0')}`,
  status: 'matched',
  fromChain: 1,
  toChain: 10,
  amount: '1000',
  since: Date.UTC(2025, 11, 17) + nth,
  txHashes: [],
  reachedAt: {},
  clocks: {},
  // Some rows are higher than others.
  ...(nth % 7 === 0 && { presence: 'removed' }),
})

function toIntents(newest: number, order: Order) {
  const items = Array.from({ length: count }, (_intent, nth) => toIntent(newest - nth))
  const isNewestFirst = order === 'newest-first'
  const toShown = (shown: Intent) => shown
  const rows = createFeedRows(intentFeed, { items, gaps: [], removed: [], isNewestFirst, toShown })
  return { ...toFeed([]), rows }
}

const feeds: Record<string, (newest: number, order: Order) => ReactNode> = {
  LogFeed: (newest, order) => (
    <LogFeedView locale="en" order={order} feed={toFeed(toLogs(newest, count), { hasOlder: true })} />
  ),
  IntentList: (newest, order) => <IntentList.View locale="en" order={order} feed={toIntents(newest, order)} />,
  WebhookFeed: (newest, order) => (
    <WebhookFeed.View
      locale="en"
      order={order}
      feed={toWebhookFeed(Array.from({ length: count }, (_webhook, nth) => toWebhook(newest - nth)))}
    />
  ),
}

type Order = 'newest-first' | 'newest-last'
type Hide = (hidden: boolean, children: ReactNode) => ReactNode

const hides: Record<string, Hide> = {
  'display: none': (hidden, children) => <div style={{ display: hidden ? 'none' : 'block' }}>{children}</div>,
  Activity: (hidden, children) => <Activity mode={hidden ? 'hidden' : 'visible'}>{children}</Activity>,
  'a closed details': (hidden, children) => <details open={!hidden}>{children}</details>,
}

const scales: Record<string, CSSProperties> = {
  'zoom: 0.67': { zoom: 0.67 },
  'zoom: 1.5': { zoom: 1.5 },
  'scale(0.5)': { transform: 'scale(0.5)', transformOrigin: '0 0' },
  'scale(1.5)': { transform: 'scale(1.5)', transformOrigin: '0 0' },
  'an animated scale': { animation: 'feed-grows 0.6s linear' },
}

const orders: readonly Order[] = ['newest-first', 'newest-last']
const cases = Object.keys(feeds).flatMap((feed) => orders.map((order) => ({ feed, order })))

describe.each(cases)('The rows of a $feed, $order, cover what is seen', ({ feed, order }) => {
  const draw = (newest: number) => feeds[feed]!(newest, order)

  test.each(Object.keys(scales))('inside %s', async (name) => {
    await render(
      <div style={scales[name]}>
        <style>{'@keyframes feed-grows { from { transform: scale(0) } }'}</style>
        {draw(5_000)}
      </div>,
    )
    for (const part of [0.2, 0.5, 0.8, 0.4]) {
      await scrollTo(part)
      await expect.poll(getBare, patience).toBeLessThanOrEqual(1)
    }
  })

  test.each(Object.keys(hides))('after %s, news having come meanwhile', async (name) => {
    const hide = hides[name]!
    const { rerender } = await render(hide(false, draw(5_000)))
    await scrollTo(0.5)
    await expect.poll(getBare, patience).toBeLessThanOrEqual(1)
    await rerender(hide(true, draw(5_000)))
    await frame()
    await rerender(hide(true, draw(5_150)))
    await frame()
    await rerender(hide(false, draw(5_150)))
    await expect.poll(getBare, patience).toBeLessThanOrEqual(1)
    for (const part of [0.8, 0.3]) {
      await scrollTo(part)
      await expect.poll(getBare, patience).toBeLessThanOrEqual(1)
    }
  })
})

describe('On paper', () => {
  afterEach(() => cdp().send('Emulation.setEmulatedMedia', { media: '' }))

  test.each(cases)('a $feed, $order, is whole, and a window again on the screen', async ({ feed, order }) => {
    await render(feeds[feed]!(5_000, order))
    await scrollTo(0.5)
    await expect.poll(getBare, patience).toBeLessThanOrEqual(1)
    const drawn = rows().length
    expect(drawn).toBeLessThan(count)
    dispatchEvent(new Event('beforeprint'))
    expect(rows()).toHaveLength(count)
    await cdp().send('Emulation.setEmulatedMedia', { media: 'print' })
    expect(viewport().clientHeight).toBe(viewport().scrollHeight)
    await cdp().send('Emulation.setEmulatedMedia', { media: '' })
    dispatchEvent(new Event('afterprint'))
    await expect.poll(() => rows().length, patience).toBeLessThan(count)
  })
})

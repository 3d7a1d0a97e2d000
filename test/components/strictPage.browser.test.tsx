import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, expect, test } from 'vitest'
import { LogFeedView } from '../../src/exports/covalent.js'
import { MempoolStats } from '../../src/exports/fusion.js'
import { StatusTimeline } from '../../src/exports/index.js'
import { WebhookFeed } from '../../src/exports/webhook-relay.js'
import { toFeed, toLogs } from './logFeeds.js'
import { at, timeline } from './timelines.js'
import { toWebhook, toWebhookFeed } from './webhooks.js'

const refund = at({ phase: 'settled', outcome: 'refund', isFinal: true })
const draw = (moment = timeline) => (
  <>
    <StatusTimeline timeline={moment} connection={{ status: 'connected', transport: 'socket' }} />
    <LogFeedView feed={toFeed(toLogs(300, 300), { hasOlder: true })} />
    <LogFeedView feed={toFeed([], { isPending: true })} />
    <WebhookFeed.View feed={toWebhookFeed([toWebhook(1)])} />
    <MempoolStats.View stats={undefined} />
  </>
)

/** Opens a page that runs no inline script and takes no inline style, and writes down what it refuses. */
async function openStrictPage() {
  const frame = document.body.appendChild(document.createElement('iframe'))
  frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="default-src 'self'"><main></main>`
  await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  const page = frame.contentDocument!
  const refused: string[] = []
  page.addEventListener('securitypolicyviolation', ({ sample, violatedDirective }) =>
    refused.push(`${violatedDirective} ${sample}`),
  )
  /** Reports come in a task of their own. */
  const listen = () => new Promise((resolve) => setTimeout(resolve, 50))
  return { main: page.querySelector('main')!, refused, listen }
}

afterEach(() => document.querySelector('iframe')?.remove())

test('A strict page refuses a style in its HTML, as this test would see', async () => {
  const { listen, main, refused } = await openStrictPage()
  main.innerHTML = '<p style="color: red">red</p>'
  await listen()
  expect(refused).toEqual([expect.stringContaining('style-src')])
})

test('A strict page refuses nothing of what a server has drawn, nor of what the browser draws', async () => {
  const { listen, main, refused } = await openStrictPage()
  main.innerHTML = renderToString(draw())
  await listen()
  expect(refused).toEqual([])
  main.replaceChildren()
  const root = createRoot(main)
  for (const moment of [timeline, refund]) flushSync(() => root.render(draw(moment)))
  await expect.poll(() => main.ownerDocument.querySelector('[role=alert]')?.textContent).toBe('Refunded')
  await listen()
  expect(refused).toEqual([])
  root.unmount()
})

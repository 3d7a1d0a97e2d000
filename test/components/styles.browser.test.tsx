import { afterEach, expect, test } from 'vitest'
import { cdp, page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import '../../src/components/styles.css'
import { ConnectionIndicator, StatusTimeline } from '../../src/exports/index.js'
import { WebhookFeed } from '../../src/exports/webhook-relay.js'
import { timeline } from './timelines.js'
import { toWebhook, toWebhookFeed } from './webhooks.js'

/** What a person has set in the system. */
const prefer = (name: string, value: string) =>
  cdp().send('Emulation.setEmulatedMedia', { features: [{ name, value }] })

afterEach(() => cdp().send('Emulation.setEmulatedMedia', { features: [] }))

const slot = (name: string) => document.querySelector<HTMLElement>(`[data-slot=ow-${name}]`)!
const styleOf = (name: string) => getComputedStyle(slot(name))

test('Any class of the host wins, without a layer and without !important', async () => {
  await render(
    <>
      <style>{'.mine { padding: 3px; list-style: square }'}</style>
      <StatusTimeline.Root timeline={timeline} className="mine">
        <StatusTimeline.List className="mine" />
      </StatusTimeline.Root>
    </>,
  )
  expect(styleOf('timeline').padding).toBe('3px')
  expect(styleOf('list').listStyleType).toBe('square')
})

test('Nothing outside is styled', async () => {
  const element = (
    <ol id="theirs">
      <li>
        <button type="button">theirs</button>
      </li>
    </ol>
  )
  const snapshot = () =>
    ['ol', 'li', 'button'].map((tag) => {
      const { color, display, font, listStyleType, margin, padding } = getComputedStyle(document.querySelector(tag)!)
      return { color, display, font, listStyleType, margin, padding }
    })
  await render(element)
  const before = snapshot()
  for (const sheet of document.styleSheets) sheet.disabled = true
  expect(snapshot()).toEqual(before)
  for (const sheet of document.styleSheets) sheet.disabled = false
})

test('Tokens are taken from any ancestor: ours, then those of shadcn', async () => {
  const { rerender } = await render(
    <div style={{ '--background': 'rgb(1, 2, 3)' } as object}>
      <StatusTimeline timeline={timeline} />
    </div>,
  )
  expect(styleOf('timeline').backgroundColor).toBe('rgb(1, 2, 3)')
  await rerender(
    <div style={{ '--background': 'rgb(1, 2, 3)', '--ow-background': 'rgb(4, 5, 6)' } as object}>
      <StatusTimeline timeline={timeline} />
    </div>,
  )
  expect(styleOf('timeline').backgroundColor).toBe('rgb(4, 5, 6)')
})

test.each([{ className: 'dark' }, { 'data-theme': 'dark' }])('The style sheet is dark inside %o', async (props) => {
  await render(
    <div {...props}>
      <StatusTimeline timeline={timeline} />
    </div>,
  )
  expect(styleOf('timeline').backgroundColor).toBe('rgb(23, 23, 28)')
})

test('The style sheet puts the time below the title in a narrow container, whatever the width of the page', async () => {
  await page.viewport(1000, 600)
  const top = (name: string) => slot(name).getBoundingClientRect().top
  const { rerender } = await render(
    <div style={{ width: 260 }}>
      <StatusTimeline timeline={timeline} />
    </div>,
  )
  expect(top('time')).toBeGreaterThan(slot('title').getBoundingClientRect().bottom - 1)
  expect(slot('timeline').scrollWidth).toBeLessThanOrEqual(260)
  await rerender(
    <div style={{ width: 600 }}>
      <StatusTimeline timeline={timeline} />
    </div>,
  )
  expect(top('time')).toBeLessThan(slot('title').getBoundingClientRect().bottom)
})

test('The style sheet is dark where the system is, unless light is forced', async () => {
  await prefer('prefers-color-scheme', 'dark')
  const { rerender } = await render(<StatusTimeline timeline={timeline} />)
  expect(styleOf('timeline').backgroundColor).toBe('rgb(23, 23, 28)')
  await rerender(<StatusTimeline timeline={timeline} className="light" />)
  expect(styleOf('timeline').backgroundColor).toBe('rgb(255, 255, 255)')
})

test('The style sheet moves nothing for those who want less motion', async () => {
  const current = () => document.querySelector('[data-slot=ow-indicator][data-state=current]')!
  await render(<StatusTimeline timeline={timeline} />)
  expect(getComputedStyle(current(), '::before').animationName).toBe('ow-spin')
  await prefer('prefers-reduced-motion', 'reduce')
  expect(getComputedStyle(current(), '::before').animationName).toBe('none')
  expect(document.getAnimations()).toEqual([])
})

test('The style sheet shows its signs in forced colours', async () => {
  await prefer('forced-colors', 'active')
  await render(
    <>
      <StatusTimeline timeline={timeline} />
      <p id="text">text</p>
    </>,
  )
  const text = getComputedStyle(document.querySelector('#text')!).color
  expect(getComputedStyle(document.querySelector('[data-slot=ow-indicator] > svg')!).color).toBe(text)
  expect(styleOf('connector').borderInlineStartColor).toBe(text)
})

test('The style sheet tells stale data from a live connection by shape too, for eyes and in forced colours', async () => {
  const draw = (isStale: boolean) => (
    <ConnectionIndicator connection={{ status: 'connected', transport: 'socket', isStale }} />
  )
  const sign = () => getComputedStyle(slot('connection'), '::before')
  for (const colors of ['none', 'active']) {
    await prefer('forced-colors', colors)
    const { rerender, unmount } = await render(draw(false))
    expect(sign().borderTopWidth).toBe('4px')
    const live = sign().borderTopColor
    await rerender(draw(true))
    expect(sign().borderTopWidth).toBe('2px')
    expect(sign().backgroundImage).toBe('none')
    if (colors === 'none') expect(sign().borderTopColor).not.toBe(live)
    else expect(sign().borderTopColor).toBe(getComputedStyle(slot('connection')).color)
    await unmount()
  }
})

test('A text that begins with a number keeps its order on a page that reads from the right', async () => {
  const feed = toWebhookFeed([toWebhook(1, { receivedAt: Date.now() })])
  await render(
    <div dir="rtl">
      <WebhookFeed.View feed={feed} locale="en-US" />
    </div>,
  )
  await expect.element(page.getByText('11 headers')).toBeVisible()
  for (const element of [slot('webhook-time'), slot('webhook-headers').querySelector('summary')!])
    expect(isDrawnFirst(element, /\d/, /[a-z]$/i)).toBe(true)
})

/** Whether one piece of an element's text stands to the left of another. */
function isDrawnFirst(element: HTMLElement, first: RegExp, second: RegExp): boolean {
  const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode()!
  const [left, right] = [first, second].map((pattern) => {
    const [found = '', at] = [pattern.exec(text.textContent!)?.[0], text.textContent!.search(pattern)]
    const range = document.createRange()
    range.setStart(text, at)
    range.setEnd(text, at + found.length)
    return range.getBoundingClientRect().left
  })
  return left! < right!
}

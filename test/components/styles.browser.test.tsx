import type { ReactNode } from 'react'
import { afterEach, expect, test } from 'vitest'
import { cdp, page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import 'onwire/styles.css'
import highContrast from 'onwire/themes/high-contrast.css?inline'
import shadcn from 'onwire/themes/shadcn.css?inline'
import system from 'onwire/themes/system.css?inline'
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

/** A theme file, imported after the style sheet. */
const Themed = ({ children, theme }: { readonly children: ReactNode; readonly theme: string }) => (
  <>
    <style>{theme}</style>
    {children}
  </>
)

/** The contrast of two colours by WCAG, as Chromium paints them: the first over the second. */
function getContrast(front: string, back: string): number {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!
  const paint = (...colors: string[]) => {
    for (const color of colors) {
      context.fillStyle = color
      context.fillRect(0, 0, 1, 1)
    }
    const [red, green, blue] = [...context.getImageData(0, 0, 1, 1).data].map((byte) => {
      const part = byte / 255
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
  }
  const [darker, lighter] = [paint('#fff', back), paint('#fff', back, front)].sort((one, other) => one - other)
  return (lighter! + 0.05) / (darker! + 0.05)
}

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

test('Tokens are taken from any ancestor, and only those of our own name', async () => {
  const foreign = {
    '--background': 'red',
    '--card': 'red',
    '--border': '1px solid red',
    '--radius': '2',
    '--warning': 'orange',
  }
  const { rerender } = await render(<StatusTimeline timeline={timeline} />)
  const look = () => {
    const { backgroundColor, borderRadius, borderTop, color } = styleOf('timeline')
    return { backgroundColor, borderRadius, borderTop, color, indicator: styleOf('indicator').backgroundColor }
  }
  const own = look()
  await rerender(
    <div style={foreign as object}>
      <StatusTimeline timeline={timeline} />
    </div>,
  )
  expect(look()).toEqual(own)
  await rerender(
    <div style={{ '--ow-background': 'rgb(4, 5, 6)', '--ow-radius': '3px' } as object}>
      <StatusTimeline timeline={timeline} />
    </div>,
  )
  expect(look()).toMatchObject({ backgroundColor: 'rgb(4, 5, 6)', borderRadius: '3px' })
})

test.each([
  ['--ow-background', '#000'],
  ['--ow-background', '#fff'],
  ['--ow-foreground', '#000'],
  ['--ow-foreground', '#fff'],
])('Where only %s is set, to %s, texts can be read', async (token, value) => {
  for (const className of ['light', 'dark', '']) {
    const { unmount } = await render(
      <div className={className} style={{ [token]: value }}>
        <StatusTimeline timeline={timeline} />
      </div>,
    )
    const { backgroundColor, color } = styleOf('timeline')
    expect(getContrast(color, backgroundColor)).toBeGreaterThan(12)
    expect(getContrast(styleOf('badge').color, backgroundColor)).toBeGreaterThan(4.5)
    await unmount()
  }
})

test.each(
  ['--ow-primary', '--ow-primary-foreground'].flatMap((token) =>
    ['#000', '#fff', '#f80'].map((value) => [token, value] as const),
  ),
)('Where only %s is set, to %s, the button of new items can be read', async (token, value) => {
  for (const className of ['light', 'dark', '']) {
    const { unmount } = await render(
      <div className={className} style={{ [token]: value }}>
        <WebhookFeed.View feed={{ ...toWebhookFeed([toWebhook(1)]), isPaused: true, newCount: 3 }} />
      </div>,
    )
    const { backgroundColor, color } = styleOf('feed-new')
    expect(getContrast(color, backgroundColor)).toBeGreaterThan(4.5)
    await unmount()
  }
})

/** Which scheme each wrapper asks for, the outermost first. */
const draw = (wrappers: readonly object[]) =>
  wrappers.reduceRight<ReactNode>(
    (inner, props) => <div {...props}>{inner}</div>,
    <StatusTimeline timeline={timeline} />,
  )
const [white, black] = ['rgb(255, 255, 255)', 'rgb(23, 23, 28)']
const attributes = ['data-theme', 'data-bs-theme', 'data-mui-color-scheme']
const [dark, light] = [{ className: 'dark' }, { className: 'light' }]

test.each([dark, ...attributes.map((name) => ({ [name]: 'dark' }))])(
  'The style sheet is dark inside %o, and light in what says light there',
  async (props) => {
    const { rerender } = await render(draw([props]))
    expect(styleOf('timeline').backgroundColor).toBe(black)
    expect(styleOf('timeline').colorScheme).toBe('dark')
    await rerender(draw([props, light]))
    expect(styleOf('timeline').backgroundColor).toBe(white)
    await rerender(draw([{ 'data-theme': 'light' }, props]))
    expect(styleOf('timeline').backgroundColor).toBe(black)
    await rerender(draw([dark, light, props]))
    expect(styleOf('timeline').backgroundColor).toBe(black)
  },
)

test("The style sheet follows the page's own color-scheme, and leaves a light page light on a dark system", async () => {
  await prefer('prefers-color-scheme', 'dark')
  const { rerender } = await render(draw([]))
  expect(styleOf('timeline').backgroundColor).toBe(white)
  await rerender(draw([{ style: { colorScheme: 'light dark' } }]))
  const [followed] = [styleOf('timeline').backgroundColor]
  await rerender(draw([{ style: { colorScheme: 'dark' } }]))
  expect(styleOf('timeline').backgroundColor).toBe(followed)
  expect(getContrast(followed, white)).toBeGreaterThan(12)
  expect(getContrast(styleOf('timeline').color, followed)).toBeGreaterThan(12)
})

test('With themes/system.css it is dark where the system is, unless something says light', async () => {
  await prefer('prefers-color-scheme', 'dark')
  const { rerender } = await render(<Themed theme={system}>{draw([])}</Themed>)
  expect(styleOf('timeline').backgroundColor).toBe(black)
  await rerender(<Themed theme={system}>{draw([light])}</Themed>)
  expect(styleOf('timeline').backgroundColor).toBe(white)
})

test.each([
  ['numbers of hsl(), as with Tailwind 3', '222 47% 11%', '210 40% 98%', '217 33% 17%'],
  ['whole colours, as with Tailwind 4', 'hsl(222 47% 11%)', 'hsl(210 40% 98%)', 'hsl(217 33% 17%)'],
])("With themes/shadcn.css it has shadcn's colours: %s", async (_kind, card, foreground, border) => {
  const tokens = { '--card': card, '--card-foreground': foreground, '--border': border, '--radius': '5px' }
  await render(<Themed theme={shadcn}>{draw([{ style: tokens }])}</Themed>)
  const look = styleOf('timeline')
  const same = (one: string, other: string) => expect(getContrast(one, other)).toBeCloseTo(1, 1)
  same(look.backgroundColor, 'hsl(222 47% 11%)')
  same(look.color, 'hsl(210 40% 98%)')
  same(look.borderTopColor, 'hsl(217 33% 17%)')
  expect(look.borderRadius).toBe('5px')
})

test.each([dark, light, {}])('With themes/high-contrast.css texts reach 7 : 1 inside %o', async (props) => {
  await render(<Themed theme={highContrast}>{draw([props])}</Themed>)
  const { backgroundColor, borderTopColor } = styleOf('timeline')
  for (const name of ['title', 'time', 'transaction', 'badge'])
    expect(getContrast(styleOf(name).color, backgroundColor)).toBeGreaterThan(7)
  expect(getContrast(borderTopColor, backgroundColor)).toBeGreaterThan(4.5)
})

test('A parent that shrinks to fit gives the card its width, and no more than a narrow one has', async () => {
  const { rerender } = await render(<div style={{ display: 'inline-block' }}>{draw([])}</div>)
  expect(slot('timeline').offsetWidth).toBeGreaterThan(300)
  await rerender(<div style={{ width: 260 }}>{draw([])}</div>)
  expect(slot('timeline').offsetWidth).toBe(260)
})

test('A sign or a number of the host can be seen in every state, without dashes', async () => {
  const states = ['upcoming', 'current', 'complete', 'warning', 'error', 'skipped'] as const
  const steps = states.map((state) => ({ id: state, state, transactions: [] }))
  await render(
    <StatusTimeline.Root timeline={{ ...timeline, steps }}>
      <StatusTimeline.List>
        {(step) => (
          <StatusTimeline.Item key={step.id} step={step}>
            <StatusTimeline.Indicator>
              <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" />
            </StatusTimeline.Indicator>
          </StatusTimeline.Item>
        )}
      </StatusTimeline.List>
    </StatusTimeline.Root>,
  )
  for (const sign of document.querySelectorAll('[data-slot=ow-indicator] > svg')) {
    const { color, strokeDasharray } = getComputedStyle(sign)
    const { backgroundColor } = getComputedStyle(sign.parentElement!)
    const behind = backgroundColor === 'rgba(0, 0, 0, 0)' ? styleOf('timeline').backgroundColor : backgroundColor
    expect(getContrast(color, behind)).toBeGreaterThan(3)
    expect(strokeDasharray).toBe('none')
    expect(getComputedStyle(sign.parentElement!, '::after').content).toBe('none')
  }
})

test('Signs have their size and no filling without the style sheet', async () => {
  await render(draw([]))
  for (const sheet of document.styleSheets) sheet.disabled = true
  const sign = document.querySelector('[data-slot=ow-sign]')!
  const [{ fill }, { height, width }] = [getComputedStyle(sign), sign.getBoundingClientRect()]
  for (const sheet of document.styleSheets) sheet.disabled = false
  expect([fill, height, width]).toEqual(['none', 20, 20])
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

test('The style sheet moves nothing for those who want less motion', async () => {
  const current = () => document.querySelector('[data-slot=ow-indicator][data-state=current]')!
  await render(<StatusTimeline timeline={timeline} />)
  expect(getComputedStyle(current(), '::before').animationName).toBe('ow-spin')
  await prefer('prefers-reduced-motion', 'reduce')
  expect(getComputedStyle(current(), '::before').animationName).toBe('none')
  expect(document.getAnimations()).toEqual([])
})

test('A burst of six statuses within a second is drawn one by one and ends right, and nothing of it moves for those who want less motion', async () => {
  await prefer('prefers-reduced-motion', 'reduce')
  const names = ['deposit', 'processing', 'prove', 'fill', 'complete', 'refund']
  const reached = (count: number) => ({
    ...timeline,
    phase: count < 6 ? ('processing' as const) : ('settled' as const),
    isFinal: count === 6,
    ...(count === 6 && { outcome: 'success' as const }),
    steps: names.map((id, nth) => ({
      id,
      state: nth < count ? ('complete' as const) : nth === count ? ('current' as const) : ('upcoming' as const),
      transactions: [],
    })),
  })
  const { rerender } = await render(<StatusTimeline timeline={reached(0)} minDisplayMs={300} />)
  const drawn: number[] = []
  const moved: Animation[] = []
  const observer = new MutationObserver(() => {
    const count = document.querySelectorAll('[data-slot=ow-item][data-state=complete]').length
    if (count !== drawn.at(-1)) drawn.push(count)
    moved.push(...document.getAnimations())
  })
  observer.observe(slot('timeline'), { subtree: true, childList: true, attributes: true })
  for (const count of [1, 2, 3, 4, 5, 6])
    await rerender(<StatusTimeline timeline={reached(count)} minDisplayMs={300} />)
  await expect.poll(() => drawn.at(-1), { timeout: 30_000 }).toBe(6)
  observer.disconnect()
  expect(drawn).toEqual([1, 2, 3, 4, 5, 6])
  expect(moved).toEqual([])
  expect(slot('timeline').dataset['outcome']).toBe('success')
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
  expect(getComputedStyle(document.querySelector('[data-slot=ow-sign]')!).color).toBe(text)
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
  slot('feed-details').querySelector('summary')!.click()
  await expect.element(page.getByText('11 headers')).toBeVisible()
  for (const element of [slot('webhook-time'), slot('webhook-headers').querySelector('summary')!])
    expect(isDrawnFirst(element, /\d/, /[a-z]$/i)).toBe(true)
})

test.each(['ltr', 'rtl'])('On a page that reads %s, the beginning of a long query is in sight', async (dir) => {
  const query = Array.from({ length: 40 }, (_field, nth) => `field${nth}=${nth}`).join('&')
  await render(
    <div dir={dir} style={{ inlineSize: 420 }}>
      <WebhookFeed.View feed={toWebhookFeed([toWebhook(1, { query })])} locale="en-US" />
    </div>,
  )
  const element = slot('webhook-query')
  expect(element.scrollWidth).toBeGreaterThan(element.clientWidth)
  const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode()!
  const range = document.createRange()
  range.setStart(text, 0)
  range.setEnd(text, 7)
  const [beginning, seen] = [range.getBoundingClientRect(), element.getBoundingClientRect()]
  expect(beginning.left).toBeGreaterThanOrEqual(seen.left - 1)
  expect(beginning.right).toBeLessThanOrEqual(seen.right)
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

test('A card is as wide as a token says, 30rem by itself, and one line as wide as its place', async () => {
  const draw = (props: object, style: object = {}) => (
    <div style={{ inlineSize: 900, ...style }}>
      <StatusTimeline timeline={timeline} {...props} />
    </div>
  )
  const { rerender } = await render(draw({}))
  const width = () => slot('timeline').getBoundingClientRect().width
  expect(width()).toBe(480)
  await rerender(draw({}, { '--ow-width': '300px' }))
  expect(width()).toBe(300)
  await rerender(draw({ variant: 'compact' }))
  expect(width()).toBe(900)
  await rerender(draw({ orientation: 'horizontal' }))
  expect(width()).toBe(900)
})

test.each([
  [900, true],
  [320, false],
])('In a place %i px wide, that horizontal steps stand beside each other is %o', async (inlineSize, isRow) => {
  await render(
    <div style={{ inlineSize }}>
      <StatusTimeline timeline={timeline} orientation="horizontal" />
    </div>,
  )
  const [first, second] = [...document.querySelectorAll('[data-slot=ow-item]')].map((item) =>
    item.getBoundingClientRect(),
  )
  expect(first!.top === second!.top).toBe(isRow)
  expect(first!.left === second!.left).toBe(!isRow)
})

test('One token scales a timeline', async () => {
  await render(
    <div style={{ '--ow-size': '2' } as object}>
      <StatusTimeline timeline={timeline} />
    </div>,
  )
  expect([styleOf('timeline').fontSize, styleOf('indicator').inlineSize]).toEqual(['28px', '40px'])
})

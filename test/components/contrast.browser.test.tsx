import type { CSSProperties, ReactNode } from 'react'
import { afterEach, expect, test } from 'vitest'
import { cdp } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import 'onwire/styles.css'
import highContrast from 'onwire/themes/high-contrast.css?inline'
import shadcn from 'onwire/themes/shadcn.css?inline'
import system from 'onwire/themes/system.css?inline'
import { LogFeedView } from '../../src/exports/covalent.js'
import { MempoolStats } from '../../src/exports/fusion.js'
import {
  ConnectionIndicator,
  type ConnectionView,
  StatusBadge,
  type StepState,
  StatusTimeline,
  type Timeline,
} from '../../src/exports/index.js'
import { WebhookFeed } from '../../src/exports/webhook-relay.js'
import { toFeed, toLog } from './logFeeds.js'
import { at } from './timelines.js'
import { toWebhook, toWebhookFeed } from './webhooks.js'

afterEach(() => cdp().send('Emulation.setEmulatedMedia', { features: [] }))
const prefer = (name: string, value: string) =>
  cdp().send('Emulation.setEmulatedMedia', { features: [{ name, value }] })

const hash = `0x${'ae08'.repeat(16)}`
const states: readonly StepState[] = ['complete', 'current', 'warning', 'error', 'upcoming', 'skipped']
const steps = states.map((state) => ({
  id: state,
  state,
  at: Date.UTC(2025, 11, 17),
  detail: 'It says why.',
  transactions: [{ hash, chainId: 1 }],
}))
const summary = { id: hash, from: { chain: 1, amount: '1', symbol: 'USDC' }, to: { chain: 10 } }
const moments: readonly Partial<Timeline>[] = [
  { phase: 'unknown' },
  { phase: 'waiting' },
  { phase: 'processing' },
  { phase: 'provisional', outcome: 'failure' },
  ...(['success', 'failure', 'refund', 'cancelled'] as const).map(
    (outcome) => ({ phase: 'settled', outcome }) as const,
  ),
]
const connections: readonly ConnectionView[] = [
  { status: 'connected', transport: 'socket' },
  { status: 'connecting', transport: 'idle' },
  { status: 'reconnecting', transport: 'polling', reconnect: () => {} },
  { status: 'disconnected', reason: 'refused' },
  { status: 'disconnected', reason: 'offline' },
  { status: 'idle' },
  { status: 'connected', isStale: true },
]
const logs = [{ from: 5, to: 9, isPending: false }, { removed: toLog(4) }, toLog(3), toLog(2, { decoded: null })]
const failed = { error: new Error('503'), connection: { status: 'disconnected', transport: 'polling' } } as const

/** All that has a colour of its own. */
const parts = (
  <>
    <StatusTimeline.Root
      timeline={at({ steps, summary, startedAt: Date.now() - 9000, expectedMs: 60_000, outcome: 'failure' })}
      getTransactionHref={() => 'https://explorer.example'}
    >
      <StatusTimeline.Header>
        {moments.map((moment, nth) => (
          <StatusBadge key={nth} timeline={at(moment)} />
        ))}
        {connections.map((connection, nth) => (
          <ConnectionIndicator key={nth} connection={connection} />
        ))}
      </StatusTimeline.Header>
      <StatusTimeline.Summary />
      <StatusTimeline.Notice onRetry={() => {}}>A notice.</StatusTimeline.Notice>
      <StatusTimeline.List>
        {steps.map((step) => (
          <StatusTimeline.Item key={step.id} step={step} />
        ))}
      </StatusTimeline.List>
      <StatusTimeline.Support />
    </StatusTimeline.Root>
    <LogFeedView feed={toFeed(logs, { hasOlder: true, isPaused: true, newCount: 3, ...failed })} chain={1} />
    <LogFeedView feed={toFeed([])} />
    <WebhookFeed.View feed={toWebhookFeed([toWebhook(1)])} />
    <MempoolStats.View stats={{ total: 1 }} connection={{ status: 'connected', isStale: true }} />
  </>
)

const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!

/** The luminance of colours, painted one over the other by Chromium, as WCAG has it. */
function paint(colors: readonly string[]): number {
  for (const color of ['#fff', ...colors]) {
    context.fillStyle = color
    context.fillRect(0, 0, 1, 1)
  }
  const [red, green, blue] = [...context.getImageData(0, 0, 1, 1).data].map((byte) => {
    const part = byte / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

function getContrast(front: string, behind: readonly string[]): number {
  const [darker, lighter] = [paint(behind), paint([...behind, front])].sort((one, other) => one - other)
  return (lighter! + 0.05) / (darker! + 0.05)
}

/** The backgrounds behind an element, the furthest first. */
const toBehind = (element: Element | null): string[] =>
  element ? [...toBehind(element.parentElement), getComputedStyle(element).backgroundColor] : []

const describeElement = (element: Element) => {
  const part = element.closest<HTMLElement>('[data-slot^=ow-]')!
  const { outcome, phase, slot, state } = part.dataset
  return [slot, state ?? outcome ?? phase, element === part ? '' : element.tagName.toLowerCase()]
    .filter(Boolean)
    .join(' ')
}

/** All contrasts of texts, and of signs, rings and the focus, by the part that has them. */
function measure(root: Element) {
  const texts: [name: string, contrast: number][] = []
  const signs: [name: string, contrast: number][] = []
  for (const element of root.querySelectorAll<HTMLElement>('[data-slot^=ow-], [data-slot^=ow-] *')) {
    const { borderTopColor, color } = getComputedStyle(element)
    const name = describeElement(element)
    const behind = toBehind(element)
    const hasText = [...element.childNodes].some(({ nodeType, textContent }) => nodeType === 3 && textContent?.trim())
    if (hasText && element.checkVisibility() && !element.closest('[data-slot=ow-visually-hidden], [aria-hidden]'))
      texts.push([name, getContrast(color, behind)])
    if (element.matches('svg')) signs.push([name, getContrast(color, behind)])
    if (element.matches('[data-slot=ow-indicator]')) {
      const fill = getContrast(getComputedStyle(element).backgroundColor, toBehind(element.parentElement))
      const spinner = getComputedStyle(element, '::before').borderTopColor
      const ring = element.dataset['state'] === 'current' ? spinner : borderTopColor
      signs.push([name, Math.max(fill, getContrast(ring, toBehind(element.parentElement)))])
    }
    if (element.matches('[data-slot=ow-badge], [data-slot=ow-connection]'))
      signs.push([`${name} dot`, getContrast(getComputedStyle(element, '::before').borderTopColor, behind)])
    if (element.matches('button')) {
      element.focus({ focusVisible: true })
      signs.push([
        `${name} focus`,
        getContrast(getComputedStyle(element).outlineColor, toBehind(element.parentElement)),
      ])
      if (getComputedStyle(element).outlineStyle === 'none') signs.push([`${name} has no focus`, 0])
    }
  }
  return { texts, signs }
}

const numbers = (dark: boolean) =>
  Object.fromEntries(
    Object.entries({
      background: ['0 0% 100%', '0 0% 3.9%'],
      foreground: ['0 0% 3.9%', '0 0% 98%'],
      card: ['0 0% 100%', '0 0% 3.9%'],
      'card-foreground': ['0 0% 3.9%', '0 0% 98%'],
      primary: ['0 0% 9%', '0 0% 98%'],
      'primary-foreground': ['0 0% 98%', '0 0% 9%'],
      'muted-foreground': ['0 0% 45.1%', '0 0% 63.9%'],
      destructive: ['0 84.2% 60.2%', '0 62.8% 30.6%'],
      border: ['0 0% 89.8%', '0 0% 14.9%'],
      ring: ['0 0% 3.9%', '0 0% 83.1%'],
    }).map(([name, values]) => [`--${name}`, values[dark ? 1 : 0]!]),
  )
const colors = (dark: boolean) =>
  Object.fromEntries(Object.entries(numbers(dark)).map(([name, value]) => [name, `hsl(${value})`]))

const themes: readonly (readonly [
  name: string,
  css: string,
  toTokens: (dark: boolean) => object,
  text: number,
  sign: number,
])[] = [
  ['styles.css', '', () => ({}), 4.5, 3],
  ['themes/system.css', system, () => ({}), 4.5, 3],
  ['themes/high-contrast.css', highContrast, () => ({}), 7, 4.5],
  ['themes/shadcn.css on Tailwind 3', shadcn, numbers, 4.5, 3],
  ['themes/shadcn.css on Tailwind 4', shadcn, colors, 4.5, 3],
]

const draw = (css: string, props: { readonly className?: string; readonly style: CSSProperties }): ReactNode => (
  <>
    <style>{css}</style>
    <style>{'* { animation: none !important; transition: none !important }'}</style>
    <main {...props}>{parts}</main>
  </>
)

function findLow(text: number, sign: number) {
  for (const row of document.querySelectorAll<HTMLDetailsElement>('[data-slot=ow-feed-details]')) row.open = true
  const { signs, texts } = measure(document.querySelector('main')!)
  expect(texts.length).toBeGreaterThan(60)
  expect(signs.length).toBeGreaterThan(30)
  const low = [...texts.filter(([, contrast]) => contrast < text), ...signs.filter(([, contrast]) => contrast < sign)]
  return low.map(([name, contrast]) => `${name}: ${contrast.toFixed(2)}`)
}

test.each(themes.flatMap((theme) => [false, true].map((dark) => [...theme, dark] as const)))(
  'Painted with %s, texts and signs can be told from what is behind them',
  async (name, css, toTokens, text, sign, dark) => {
    const isSystem = name.includes('system')
    if (isSystem) await prefer('prefers-color-scheme', dark ? 'dark' : 'light')
    const style = { ...toTokens(dark), background: dark ? '#0a0a0a' : '#fff' }
    await render(draw(css, { style, ...(isSystem ? {} : { className: dark ? 'dark' : 'light' }) }))
    expect(findLow(text, sign)).toEqual([])
  },
)

test.each(['light', 'dark'])(
  'Whoever asks the system for more contrast gets 7 : 1 for texts, %s',
  async (className) => {
    await prefer('prefers-contrast', 'more')
    await render(draw('', { className, style: { background: className === 'dark' ? '#0a0a0a' : '#fff' } }))
    expect(findLow(7, 4.5)).toEqual([])
  },
)
